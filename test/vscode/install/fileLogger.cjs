/**
 * Stands in for VS Code's native logger, which npm cannot bring without a compiler. Without it the server logs nothing
 * and every output channel stays empty, because output channels are log files. It is copied over the package's
 * `index.js` and keeps the package's interface.
 */
const fs = require('node:fs');
const path = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const off = names.length;

/** Appends lines to a file at once; the server asks for no more files and no larger ones than a session needs. */
class Logger {
  constructor(_type, name, file) {
    this.name = name;
    this.level = 2;
    this.plain = false;
    this.descriptor = fs.openSync(file, 'a');
  }

  getLevel() {
    return this.level;
  }

  setLevel(level) {
    this.level = level;
  }

  setPattern() {
    this.plain = false;
  }

  clearFormatters() {
    this.plain = true;
  }

  flush() {}

  drop() {
    if (this.descriptor !== undefined) fs.closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  write(level, message) {
    if (level < this.level || this.level >= off || this.descriptor === undefined) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    fs.writeSync(this.descriptor, this.plain ? message : `${stamp} [${names[level]}] ${message}\n`);
  }
}

['trace', 'debug', 'info', 'warn', 'error', 'critical'].forEach((method, level) => {
  Logger.prototype[method] = function (message) {
    this.write(level, String(message));
  };
});

async function create(type, name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(type, name, file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = (name, file) => create('rotating', name, file);
exports.createAsyncRotatingLogger = (name, file) => create('rotating_async', name, file);
