/** Our styles as sheets: an output cannot bring a file of its own. */
import base from '../styles/base.css';
import cacheFacts from '../styles/cacheFacts.css';
import cachePicture from '../styles/cachePicture.css';
import charts from '../styles/charts.css';
import output from '../styles/output.css';
import table from '../styles/table.css';
import tokensText from '../styles/tokens.css';
import timeMachine from '../styles/timeMachine.css';
import tree from '../styles/tree.css';

/** For the page, which gives them on to every output; they have names that nobody else uses. */
export const tokens = sheet(tokensText);

/** For the shadow root of an output. */
export const outputStyles = sheet(base, cacheFacts, charts, cachePicture, table, timeMachine, tree, output);

function sheet(...texts: readonly string[]): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(texts.join('\n'));
  return made;
}
