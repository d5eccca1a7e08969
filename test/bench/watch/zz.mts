import { monitorEventLoopDelay } from 'node:perf_hooks';
import path from 'node:path';
import { startProgram, askProgram, kindOfFile } from '../../../src/host/node/programs.ts';
import { openWatchServer } from '../../../src/host/node/watchServer.ts';
import { WatchRun } from '../../../src/host/watch/watchRun.ts';
import { resultOf } from '../../../src/host/watch/results.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { WatchedNode } from '../../unit/watch/watchedNode.ts';

const root = path.join(import.meta.dirname, '../../..');
const longest = new Map<string, number>(); const total = new Map<string, number>();
function time(proto: any, name: string, label = name) {
  const before = proto[name];
  proto[name] = function (...args: any[]) {
    const c = process.cpuUsage();
    try { return before.apply(this, args); } finally { const u = process.cpuUsage(c); const d = (u.user + u.system) / 1000; longest.set(label, Math.max(longest.get(label) ?? 0, d)); total.set(label, (total.get(label) ?? 0) + d); }
  };
}
const S = SessionStore.prototype as any;
for (const name of ['record', 'tell', 'stayWithinBudget', 'apply']) time(S, name, 'store.' + name);
let patched = false;
function patch(P: any) {
  if (patched) return; patched = true;
  const origTake = P.take;
  P.take = function (m: any) { const c = process.cpuUsage(); origTake.call(this, m); const u = process.cpuUsage(c); const d = (u.user + u.system) / 1000; const l = 'take ' + m.type; longest.set(l, Math.max(longest.get(l) ?? 0, d)); total.set(l, (total.get(l) ?? 0) + d); };
  const oc = P.goOnWith; P.goOnWith = function (caches: any, w: any) { const t = performance.now(); const c = process.cpuUsage(); oc.call(this, caches, w); const u = process.cpuUsage(c); if (performance.now() - t > 5) console.log('goOnWith', caches.length, caches.map((c: any) => c.played?.size).slice(0, 5), 'wall', performance.now() - t, 'cpu', (u.user + u.system) / 1000); };
  for (const name of ['end', 'caches', 'resume', 'flush', 'tellCounts', 'lose', 'count']) time(P, name, 'program.' + name);
}
const W = WatchRun.prototype as any; const ow = W.welcome;
W.welcome = function (h: any) { const g = ow.call(this, h); patch(Object.getPrototypeOf(g.program)); return g; };
const watched = await WatchedNode.make();
for (const spec of process.argv.slice(2)) {
  const [lang, mode, seconds = '4', keys = '1'] = spec.split(':');
  longest.clear(); total.clear();
  const store = new SessionStore();
  (store as any).onDidChange(() => undefined);
  const programs = { isWindows: false, listen: openWatchServer, ask: askProgram, kindOf: kindOfFile, start: startProgram };
  const probes = { python: path.join(root, 'src/probe/python'), node: watched.probe };
  const run = await WatchRun.open({ key: 'k', title: 't', keys: keys === '1' }, { store, programs, probes, log: console.log, tell: console.log }, { turned() {}, ended() {} });
  const file = lang === 'py' ? '/tmp/h14/flood.py' : path.join(root, 'test/bench/watch/zzflood.cjs');
  const h = monitorEventLoopDelay({ resolution: 1 }); h.enable();
  const t0 = performance.now(); const cpu = process.cpuUsage();
  const program = programs.start({ file: lang === 'py' ? 'python3' : process.execPath, args: [file, mode!, seconds], cwd: root, env: run.environment(process.env) });
  program.onOutput((t) => console.log(t));
  let lensMax = 0; let busiest = 0; let lastCpu = process.cpuUsage(); const busy = setInterval(() => { const u = process.cpuUsage(lastCpu); lastCpu = process.cpuUsage(); busiest = Math.max(busiest, (u.user + u.system) / 1000); }, 5);
  const lens = setInterval(() => { const t = performance.now(); for (const p of run.processes) p.caches(); lensMax = Math.max(lensMax, performance.now() - t); }, 500);
  const { code } = await program.ended;
  await run.ended(code);
  clearInterval(lens); clearInterval(busy);
  const t = performance.now(); const result = resultOf(run, code); const resultMs = performance.now() - t;
  h.disable();
  const used = process.cpuUsage(cpu);
  const dropped = run.processes.map((p) => p.program.dropped);
  console.log(spec, 'busiest turn', busiest.toFixed(1), 'max delay', (h.max / 1e6).toFixed(1), 'p99', (h.percentile(99) / 1e6).toFixed(1), 'cpu', ((used.user + used.system) / 10 / (performance.now() - t0)).toFixed(0) + '%', 'result', resultMs.toFixed(1), 'lens', lensMax.toFixed(1), 'dropped', dropped, JSON.stringify(result.caches.filter(c => c.own).slice(0, 1)), 'heap', (process.memoryUsage().heapUsed / 1e6).toFixed(0));
  console.log('   ', [...longest].map(([k, v]) => `${k} ${v.toFixed(1)} (${total.get(k)!.toFixed(0)})`).join('; '));
  store.dispose();
}
watched.dispose();
process.exit(0);
