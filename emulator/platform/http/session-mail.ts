import { LIMITS } from '../limits';
import type { Session } from '../session/session';

/** A letter as the scenario gave it to Net.sendMail; the login of the mail server is not kept. */
export interface Mail {
  server: string;
  from: string;
  to: string[];
  title: string;
  body: string;
}

export interface MailResult {
  /** Of the SMTP server. */
  code: number;
  error?: string;
}

/** Answers for the mail servers outside. */
export type MailWire = (mail: Mail) => MailResult;

/** Nothing leaves this machine: what nobody plays a server for is taken, and shown in the trace. */
export const takenMail: MailWire = () => ({ code: 250 });

interface Outgoing {
  mail: Mail;
  done: (result: MailResult) => void;
}

/** The mail of one session: two at a time, ten sent or waiting (platform facts 1.6). */
export class SessionMail {
  private active = 0;
  private waiting: Outgoing[] = [];

  constructor(private readonly session: Session) {}

  /** What the 11th gets is not documented; as with HTTP it throws. */
  send(args: readonly unknown[], done: (result: MailResult) => void): void {
    const { session } = this;
    if (session.phase !== 'live') return void session.lateCall('Net.sendMail');
    if (this.active + this.waiting.length >= LIMITS.mailOutstanding) throw session.error('Exceeded the SMTP connection count limit!');
    const outgoing = { mail: mailOf(args), done };
    if (this.active < LIMITS.mailActive) this.start(outgoing);
    else this.waiting.push(outgoing);
  }

  private start({ mail, done }: Outgoing): void {
    const { core } = this.session;
    this.active++;
    if (core.trace.on) core.trace.emit({ kind: 'mail', session: this.session.id, server: mail.server, to: mail.to.length });
    core.clock.after(core.httpLatencyMs, () => {
      this.active--;
      const next = this.session.phase === 'live' ? this.waiting.shift() : undefined;
      if (next) this.start(next);
      if (this.session.phase === 'live') done(core.mailWire(mail));
    });
  }
}

const mails = new WeakMap<Session, SessionMail>();

/** Few scenarios write letters, so that most sessions have nothing of it. */
export function mailOfSession(session: Session): SessionMail {
  let mail = mails.get(session);
  if (!mail) mails.set(session, (mail = new SessionMail(session)));
  return mail;
}

function mailOf([server, from, to, title, body]: readonly unknown[]): Mail {
  return {
    server: String(server), from: String(from), to: [to].flat().map(String), title: String(title), body: String(body),
  };
}
