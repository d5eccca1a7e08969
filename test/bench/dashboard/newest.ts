/** Imported before all else: what opens VS Code looks at this variable when it is loaded. */
process.env['CACHEBOOK_E2E'] = 'newest';
