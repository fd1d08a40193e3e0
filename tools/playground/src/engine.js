// One engine of two: the server behind `check` when there is one, else Python in a worker. Of requests that wait, only the
// last is sent on; a worker that takes too long is ended and started again.
const LIMIT = 5000;

export class TooSlow extends Error {}

export class Engine {
  constructor(tell) {
    this.tell = tell;
    this.busy = false;
    this.waiting = new Map();
    this.kind = "";
    this.number = 0;
  }

  async start() {
    const wanted = new URLSearchParams(location.search).get("engine");
    if (wanted !== "browser") {
      try {
        const answer = await fetch("engine.json");
        if (answer.ok && (await answer.json()).engine === "native") this.kind = "native";
      } catch { /* a static host has none */ }
    }
    if (!this.kind) {
      this.kind = "browser";
      this.startWorker();
    }
  }

  startWorker() {
    this.worker?.terminate();
    this.tell("loading");
    const worker = new Worker("worker.js", { type: "module" });
    this.worker = worker;
    this.ready = new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => {
        if (data.ready) resolve();
        else if (data.failed) reject(new Error(data.failed));
        else this.receive?.(data);
      };
      worker.onerror = (event) => { const error = new Error(event.message || "worker"); reject(error); this.fail?.(error); };
    });
    this.ready.then(() => this.tell("ready", { ms: 0 }), (error) => this.tell("failed", { text: error.message }));
  }

  // The answer to a request, or null if a later one of the same key has taken its place.
  ask(key, request) {
    return new Promise((resolve, reject) => {
      this.waiting.get(key)?.resolve(null);
      this.waiting.set(key, { key, request, resolve, reject });
      if (!this.busy) this.next();
    });
  }

  next() {
    const [one] = this.waiting.values();
    if (!one) return;
    this.waiting.delete(one.key);
    this.run(one);
  }

  async run(one) {
    this.busy = true;
    const start = performance.now();
    this.tell("working");
    try {
      const answer = this.kind === "native" ? await this.askServer(one.request) : await this.askWorker(one.request);
      this.tell("ready", { ms: Math.round(performance.now() - start) });
      one.resolve(answer);
    } catch (error) {
      if (error instanceof TooSlow) this.tell("slow");
      else this.tell("failed", { text: error.message });
      one.reject(error);
    } finally {
      this.busy = false;
      this.next();
    }
  }

  async askServer(request) {
    let answer;
    try {
      answer = await fetch("check", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(request), signal: AbortSignal.timeout(30000) });
    } catch (error) {
      if (error.name === "TimeoutError") throw new TooSlow();
      throw error;
    }
    if (!answer.ok) throw new Error((await answer.text()).trim());
    return answer.json();
  }

  async askWorker(request) {
    await this.ready;
    const number = ++this.number;
    return new Promise((resolve, reject) => {
      const end = setTimeout(() => { this.startWorker(); reject(new TooSlow()); }, this.warm ? LIMIT : LIMIT * 4);
      this.fail = (error) => { clearTimeout(end); this.startWorker(); reject(error); };
      this.receive = ({ id, text, error }) => {
        if (id !== number) return;
        clearTimeout(end);
        this.warm = true;
        if (error) { this.startWorker(); reject(new Error(error)); } else resolve(JSON.parse(text));
      };
      this.worker.postMessage({ id: number, request: JSON.stringify(request) });
    });
  }
}
