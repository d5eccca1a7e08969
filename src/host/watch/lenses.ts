import type { CodeLensProvider, HoverProvider, TextDocument, Uri } from 'vscode';
import {
  CodeLens,
  EventEmitter,
  Hover,
  l10n,
  languages,
  MarkdownString,
  Range,
  window,
  workspace,
} from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { Figures, ShownLine } from './figures.ts';
import { adviceOf, hoverText, lensText } from './lensText.ts';
import { editOf, LineShift } from './lineShift.ts';

/** The least time between two times that VS Code is told to ask again, in ms: more often nobody can read it. */
const REDRAW_MS = 500;

const LANGUAGES = ['python', 'javascript', 'typescript', 'javascriptreact', 'typescriptreact'];

/** What stands before a cached function. A cheap look: what is offered above it does no harm to another. */
const DECORATED =
  /^[ \t]*@(?:[\w.]+\.)?(?:lru_cache|cache|cached|cachedmethod|alru_cache|ttl_cache|lfu_cache)\b/m;

/** Shows what is known of caches above the lines that have made them. */
export class Lenses extends Disposables implements CodeLensProvider, HoverProvider {
  private readonly changed = this.add(new EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;
  /** By address of a file and run: where the lines of that run are now. */
  private readonly shifts = new Map<string, Map<string, LineShift>>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: SessionStore,
    private readonly figures: Figures,
  ) {
    super();
    this.add(languages.registerCodeLensProvider(LANGUAGES, this));
    this.add(languages.registerHoverProvider(LANGUAGES, this));
    this.add(store.onDidChange(({ session }) => session.program && this.redrawSoon()));
    this.add(store.onDidChangeStatus((session) => session.program && this.redrawSoon()));
    this.add(store.onDidStart((session) => session.program && this.redrawSoon()));
    this.add(store.onDidRemove(() => this.forget()));
    this.add(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const shifts = this.shifts.get(document.uri.toString());
        for (const { range, text } of contentChanges)
          for (const shift of shifts?.values() ?? []) shift.take(editOf(range, text));
      }),
    );
    this.add(
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(SETTING)) this.changed.fire();
      }),
    );
    this.add({ dispose: () => clearTimeout(this.timer) });
  }

  provideCodeLenses(document: TextDocument): CodeLens[] {
    if (!isOn(document.uri)) return [];
    // Figures first: what a narrow editor cuts off is the offer.
    return [
      ...this.shownIn(document).flatMap((shown) => lensesOf(document, shown)),
      ...this.offerIn(document),
    ];
  }

  provideHover(document: TextDocument, { line }: { readonly line: number }): Hover | undefined {
    if (!isOn(document.uri)) return undefined;
    const shown = this.shownIn(document).find((each) => each.line === line);
    if (!shown) return undefined;
    return new Hover(new MarkdownString(hoverText(shown)), document.lineAt(line).range);
  }

  /** Above the first cached function: to watch the file. */
  private offerIn(document: TextDocument): CodeLens[] {
    if (document.languageId !== 'python' || document.uri.scheme !== 'file') return [];
    const found = DECORATED.exec(document.getText());
    if (!found) return [];
    const { line } = document.positionAt(found.index);
    const command = {
      title: l10n.t('Watch the caches of this file'),
      command: 'cachebook.watchPythonFile',
      arguments: [document.uri],
    };
    return [new CodeLens(new Range(line, 0, line, 0), command)];
  }

  private shownIn(document: TextDocument): ShownLine[] {
    const all = this.figures.of(document.uri);
    return all.map((figures) => {
      const run = figures.figures[0].session.program?.run ?? '';
      const shift = this.shiftOf(document, run);
      const line = Math.min(shift.lineOf(figures.line), document.lineCount - 1);
      return { line, figures, hasChanged: shift.hasChanged };
    });
  }

  private shiftOf(document: TextDocument, run: string): LineShift {
    const address = document.uri.toString();
    const ofFile = this.shifts.get(address) ?? new Map<string, LineShift>();
    this.shifts.set(address, ofFile);
    const known = ofFile.get(run);
    if (known) return known;
    const shift = new LineShift();
    ofFile.set(run, shift);
    if (document.isDirty) shift.hasChanged = true;
    else void this.compare(document.uri, run, shift);
    return shift;
  }

  /** Looks whether a file was written after the program was started, as while it was not open. */
  private async compare(file: Uri, run: string, shift: LineShift): Promise<void> {
    const startedAt = this.figures.startOf(run);
    const mtime = await workspace.fs.stat(file).then(
      (found) => found.mtime,
      () => 0,
    );
    if (startedAt === undefined || mtime <= startedAt) return;
    shift.hasChanged = true;
    this.redrawSoon();
  }

  /** Lines of runs that are not there any more. */
  private forget(): void {
    const runs = new Set(this.store.sessions.map(({ program }) => program?.run));
    for (const shifts of this.shifts.values())
      for (const run of shifts.keys()) if (!runs.has(run)) shifts.delete(run);
    this.redrawSoon();
  }

  /** Only where a person sees it. */
  private redrawSoon(): void {
    if (window.visibleTextEditors.length === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.changed.fire();
    }, REDRAW_MS);
  }
}

const SETTING = 'cachebook.watch.codeLens';

const isOn = (uri: Uri): boolean =>
  workspace.getConfiguration('cachebook.watch', uri).get<unknown>('codeLens', true) !== false;

/** Its figures; where keys were recorded also the way to the lab, which says more than an advice of a few words. */
function lensesOf(document: TextDocument, shown: ShownLine): CodeLens[] {
  const [{ session, cache }] = shown.figures.figures;
  const { range } = document.lineAt(shown.line);
  const target = [session.id, cache.cache];
  const figures = new CodeLens(range, {
    title: lensText(shown),
    tooltip: l10n.t('Show it in the dashboard'),
    command: 'cachebook.showWatchedCache',
    arguments: target,
  });
  if (!adviceOf(shown.figures.figures)) return [figures];
  const analyze = new CodeLens(range, {
    title: l10n.t('Analyze'),
    tooltip: l10n.t('Which policy and which size fit these requests'),
    command: 'cachebook.analyzeRecording',
    arguments: target,
  });
  return [figures, analyze];
}
