const KEPT = 'jinlin.token';
const PATIENCE_MS = 15000;

/** A call that gave no figures; `status` 0 where no server answered. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? problem?.title ?? '');
    this.status = status;
  }
}

/** The public API, with the token where somebody signed in. */
export class Api {
  get signedIn() {
    return sessionStorage.getItem(KEPT) !== null;
  }

  enter(token) {
    sessionStorage.setItem(KEPT, token.trim().replace(/^Bearer\s+/i, ''));
  }

  leave() {
    sessionStorage.removeItem(KEPT);
  }

  async get(path, language) {
    const headers = { 'Accept-Language': language };
    if (this.signedIn) {
      headers.Authorization = `Bearer ${sessionStorage.getItem(KEPT)}`;
    }
    let answer;
    try {
      answer = await fetch(`api/v1/${path}`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    } catch {
      throw new Refusal(0);
    }
    const body = await answer.json().catch(() => undefined);
    if (!answer.ok || body === undefined) {
      throw new Refusal(answer.status, body);
    }
    return body;
  }
}
