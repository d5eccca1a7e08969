import { HumanError } from '../../lessons/humanError.ts';

/** How a run was ended by a person; not an error to be shown. */
export class Stopped extends HumanError {}
