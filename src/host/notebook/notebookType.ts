/** The notebook type, as the manifest names it. */
export const NOTEBOOK_TYPE = 'cachebook';
