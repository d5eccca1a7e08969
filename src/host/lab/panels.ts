import * as v from 'valibot';
import type { WebviewPanel } from 'vscode';
import { l10n, ViewColumn, window } from 'vscode';
import { Current, Disposables } from '../lifecycle.ts';
import { Memory } from './origin.ts';
import { LabPanel, type LabSurroundings } from './panel.ts';
import type { Analyzed } from './shown.ts';

const VIEW_TYPE = 'cachebook.lab';

/** The lab: at most one page, of the trace that was analyzed last; it comes back after a window reload. */
export class LabPanels extends Disposables {
  private readonly panel = this.add(new Current<LabPanel>());

  constructor(
    private readonly surroundings: LabSurroundings,
    /** Settles when the sessions of before a window reload are there. */
    restored: Promise<void>,
  ) {
    super();
    this.add(
      window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          await restored;
          const memory = v.safeParse(Memory, state);
          this.adopt(panel).remember(memory.success ? memory.output : undefined);
        },
      }),
    );
  }

  /** Shows a trace; its process ends with the page, or with the next trace. */
  show(analyzed: Analyzed): void {
    this.open().show(analyzed);
  }

  /** Shows the lab, without a trace where there is none yet. */
  open(): LabPanel {
    if (this.panel.value) {
      this.panel.value.reveal();
      return this.panel.value;
    }
    const column = window.tabGroups.activeTabGroup.activeTab ? ViewColumn.Beside : ViewColumn.Active;
    return this.adopt(window.createWebviewPanel(VIEW_TYPE, l10n.t('Workload Lab'), column));
  }

  private adopt(view: WebviewPanel): LabPanel {
    const panel = new LabPanel(view, this.surroundings);
    this.panel.value = panel;
    view.onDidDispose(() => {
      if (this.panel.value === panel) this.panel.value = undefined;
    });
    return panel;
  }
}
