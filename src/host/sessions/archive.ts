import * as v from 'valibot';
import { l10n, Uri, workspace } from 'vscode';
import { fromBase64, toBase64 } from '../../protocol/base64.ts';
import { isOver } from '../../protocol/fold.ts';
import { PackedOrigins, packedOrigins, unpackedOrigins } from '../../protocol/recorded.ts';
import { SessionState } from '../../protocol/session.ts';
import type { Tick } from '../../recording/index.ts';
import { isTick } from '../../recording/index.ts';
import { writeWhole } from '../files.ts';
import { Disposables } from '../lifecycle.ts';
import { SlicedJson } from './slicedJson.ts';
import type { SessionStore } from './store.ts';

/** The least time between two writings of a session that goes on, in ms. */
const WRITE_EVERY_MS = 3000;

/** The most sessions that are kept, of all windows that share a folder. */
const MOST_KEPT = 20;

/** What is kept of the events of a session, in bytes: the newest. */
const EVENT_BYTES_KEPT = 2 ** 20;

/** So many of them are made ready for the file at once. */
const EVENTS_PER_PIECE = 4096;

/** Where more keys are known than this, only the state is kept. */
const MOST_KEYS = 50_000;

/** How many points of histories are kept of a session, whatever the number of its caches. */
const MOST_POINTS = 20_000;

/** Files that are larger are not ours. */
const LARGEST_FILE = 64 * 2 ** 20;

const ENDING = '.session.json';

/** Typed arrays as JSON can carry them. */
const KeptTick = v.object({
  first: v.number(),
  events: v.string(),
  caches: v.array(v.unknown()),
  keys: v.object({
    caches: v.array(v.number()),
    numbers: v.array(v.number()),
    prints: v.array(v.number()),
    texts: v.array(v.nullable(v.string())),
  }),
  counts: v.optional(v.array(v.unknown())),
  time: v.optional(v.number()),
  origins: v.optional(PackedOrigins),
});

const KeptSession = v.object({
  version: v.literal(1),
  /** The window that it belongs to: several without a folder share one place. */
  window: v.string(),
  /** Grows from session to session. */
  order: v.number(),
  session: SessionState,
  ticks: v.array(KeptTick),
});
type KeptSession = v.InferOutput<typeof KeptSession>;

interface Found {
  readonly uri: Uri;
  readonly kept: KeptSession;
}

/**
 * Keeps sessions in files, one each, so that they are there again when the window was reloaded. Whatever cannot be read
 * is no session, and is removed.
 */
export class SessionArchive extends Disposables {
  /** Settles when the sessions of before are in the store. */
  readonly restored: Promise<void>;
  private readonly changed = new Set<string>();
  private readonly orders = new Map<string, number>();
  private newest = 0;
  private readonly writing = new Map<string, Promise<void>>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: SessionStore,
    private readonly folder: Uri,
    private readonly window: string,
    private readonly report: (error: unknown) => void,
  ) {
    super();
    this.restored = this.restore().catch(report);
    this.add(store.onDidStart(({ id }) => this.begin(id)));
    this.add(store.onDidChangeStatus((session) => this.turn(session)));
    this.add(store.onDidChange(({ session }) => this.writeSoon(session.id)));
    this.add(store.onDidRemove((id) => this.remove(id)));
    this.add({ dispose: () => clearTimeout(this.timer) });
  }

  /** Settles when all that was to be written is. For tests. */
  async settled(): Promise<void> {
    await this.restored;
    for (const id of [...this.changed]) this.write(id);
    await Promise.all(this.writing.values());
  }

  private begin(id: string): void {
    this.newest = Math.max(Date.now(), this.newest + 1);
    this.orders.set(id, this.newest);
    this.write(id);
  }

  private turn(session: SessionState): void {
    if (isOver(session)) this.write(session.id);
    else this.writeSoon(session.id);
  }

  private writeSoon(id: string): void {
    this.changed.add(id);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      for (const each of this.changed) this.write(each);
    }, WRITE_EVERY_MS);
  }

  private write(id: string): void {
    this.changed.delete(id);
    this.enqueue(id, async () => {
      const kept = await this.gather(id);
      if (kept) await writeWhole(this.uriOf(id), kept);
    });
  }

  /** A `KeptSession` of one that is still there: first its events, then what is true with the last of them. */
  private async gather(id: string): Promise<Uint8Array | undefined> {
    const file = new SlicedJson();
    await file.add('{"ticks":');
    await file.addList(this.ticksOf(id));
    const session = this.store.snapshot(id);
    if (!session) return undefined;
    const { caches, ...rest } = thinned(session);
    const about = { version: 1, window: this.window, order: this.orders.get(id) ?? 0 };
    await file.add(`,${fieldsOf(about)},"session":{${fieldsOf(rest)},"caches":`);
    await file.addList(caches);
    await file.add('}}');
    return file.bytes();
  }

  private remove(id: string): void {
    this.changed.delete(id);
    this.orders.delete(id);
    this.enqueue(id, async () => {
      if (!this.store.find(id)) await removeFile(this.uriOf(id));
    });
  }

  /** What is done to one file is done in order. */
  private enqueue(id: string, task: () => Promise<void>): void {
    const before = this.writing.get(id) ?? this.restored;
    const next = before.then(task).catch(this.report);
    this.writing.set(id, next);
    void next.then(() => {
      if (this.writing.get(id) === next) this.writing.delete(id);
    });
  }

  private *ticksOf(id: string): Generator<KeptSession['ticks'][number]> {
    const recording = this.store.recordingOf(id);
    if (!recording || recording.keys > MOST_KEYS) return;
    for (const tick of recording.ticks(EVENT_BYTES_KEPT, EVENTS_PER_PIECE)) yield pack(tick);
  }

  private async restore(): Promise<void> {
    await workspace.fs.createDirectory(this.folder);
    const found: Found[] = [];
    for (const [name] of await workspace.fs.readDirectory(this.folder)) {
      const uri = Uri.joinPath(this.folder, name);
      const each = name.endsWith(ENDING) ? await read(uri) : undefined;
      if (each) found.push(each);
      else await removeFile(uri);
    }
    found.sort((a, b) => b.kept.order - a.kept.order);
    for (const { uri } of found.splice(MOST_KEPT)) await removeFile(uri);
    const own = found.filter(({ kept }) => kept.window === this.window);
    this.store.restore(
      own.map(({ kept: { session, ticks } }) => ({
        session,
        ticks: ticks.flatMap((tick) => unpack(tick) ?? []),
      })),
      l10n.t('The window was reloaded during the run.'),
    );
    for (const { uri, kept } of own) {
      const { id } = kept.session;
      // A newer one of the same source may have taken its place.
      if (!this.store.find(id) || uri.toString() !== this.uriOf(id).toString()) await removeFile(uri);
    }
  }

  private uriOf(id: string): Uri {
    return Uri.joinPath(this.folder, fileName(id));
  }
}

/** The fields of an object as JSON, without what stands around them. */
const fieldsOf = (object: object): string => JSON.stringify(object).slice(1, -1);

const fileName = (id: string): string => `${encodeURIComponent(id)}${ENDING}`;

async function read(uri: Uri): Promise<Found | undefined> {
  try {
    const { size } = await workspace.fs.stat(uri);
    if (size > LARGEST_FILE) return undefined;
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    const parsed = v.safeParse(KeptSession, JSON.parse(text));
    return parsed.success ? { uri, kept: parsed.output } : undefined;
  } catch {
    return undefined;
  }
}

async function removeFile(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri, { recursive: true });
  } catch {
    return; // It is gone, or another window uses it.
  }
}

/** With no more points than can be written without a pause that a person would notice. */
function thinned(session: SessionState): SessionState {
  const most = Math.max(2, Math.floor(MOST_POINTS / Math.max(1, session.caches.length)));
  const caches = session.caches.map((cache) => {
    const { history } = cache;
    const step = Math.ceil(history.length / most);
    if (step <= 1) return cache;
    return { ...cache, history: history.filter((_, place) => (history.length - 1 - place) % step === 0) };
  });
  return { ...session, caches };
}

function pack({ events, keys, caches, counts, origins, ...rest }: Tick): KeptSession['ticks'][number] {
  return {
    ...rest,
    caches: [...caches],
    events: toBase64(events),
    keys: {
      caches: [...keys.caches],
      numbers: [...keys.numbers],
      prints: [...keys.prints],
      texts: [...keys.texts],
    },
    ...(counts && { counts: [...counts] }),
    ...(origins && { origins: packedOrigins(origins) }),
  };
}

/** What is no tick is none: the events behind it are kept. */
function unpack({ events, keys, origins, ...rest }: KeptSession['ticks'][number]): Tick | undefined {
  const { caches, numbers, prints, texts } = keys;
  const tick: unknown = {
    ...rest,
    events: fromBase64(events),
    ...(origins && { origins: unpackedOrigins(origins) }),
    keys: {
      caches: Int32Array.from(caches),
      numbers: Int32Array.from(numbers),
      prints: Float64Array.from(prints),
      texts,
    },
  };
  return isTick(tick) ? tick : undefined;
}
