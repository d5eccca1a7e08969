import { workspace } from 'vscode';
import type { ScenarioSettings } from '../protocol/kernel.ts';
import type { Environment } from './proxy.ts';
import { findProxy } from './proxy.ts';

/**
 * What the person has set for scenarios, with the defaults of package.json. A setting can be anything that JSON can
 * say; the scenario that reads it says what is wrong with it.
 */
export function scenarioSettings(environment: Environment): ScenarioSettings {
  const monitor = workspace.getConfiguration('cachebook.monitor');
  const http = workspace.getConfiguration('http');
  const common = { timeoutSeconds: monitor.get('timeoutSeconds', 10), redis: redisServer() };
  const set = monitor.get<unknown>('feedUrl', '');
  const feedUrl = typeof set === 'string' ? set.trim() : set;
  // The proxy may be told with its password, so it is told only where it is used.
  if (feedUrl === '') return common;
  return { ...common, feedUrl, proxy: findProxy((name) => http.get(name), environment) };
}

/** What is set as the Redis or Valkey that scenarios and cells use. */
export function redisServer(): unknown {
  return workspace.getConfiguration('cachebook.redis').get<unknown>('server', '');
}
