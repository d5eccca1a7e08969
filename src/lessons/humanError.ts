/** An error whose message may be shown to a person: it says what is wrong and what to do. */
export class HumanError extends Error {
  override readonly name = 'HumanError';
}
