"use strict";

// What Viz.js takes for granted of a browser, for an engine that has the language alone.
globalThis.location ??= { href: "" };
globalThis.console ??= { log() {}, error() {} };
globalThis.performance ??= { now: () => Date.now() };
globalThis.crypto ??= { getRandomValues: (bytes) => bytes.fill(7) }; // for names of temporary files, which are not written
globalThis.TextDecoder ??= class {
  decode(bytes) {
    let text = "";
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at++];
      const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      let code = more ? first & (0x3f >> more) : first;
      for (let i = 0; i < more; i++) code = (code << 6) | (bytes[at++] & 0x3f);
      text += String.fromCodePoint(code);
    }
    return text;
  }
};
