/** The office's host in memory: answers as told, and remembers what it was asked. */
import type * as Office from "../bindings";
import type { AttendeeView, Found, TicketOrder } from "../bindings";
import { hear, problem } from "./fake";
import type { OfficeHost } from "./host";
import { GUESTS, sampleGuest, sampleNumbers } from "./samples";
import { ASKED, FILES, IMPORTS, letters, MAILS, NO_SERVER, sampleImported, sampleOffice, samplePlan, samplePreview, SERVER, TWINS } from "./samplesOffice";

type Now<T> = T | Promise<T>;

/** What a change of the server may hold: a value of another type is refused by the program. */
const MAIL_CHANGE = {
  host: "string",
  port: "number",
  security: "string",
  unencrypted: "boolean",
  certificate: "string",
  user: "string",
  from_name: "string",
  from_address: "string",
  reply_to: "string",
  per_minute: "number",
  language: "string",
  password: "string",
} satisfies Record<keyof Office.MailSettingsChange, string>;

const GUEST_CHANGE = {
  name: "string",
  email: "string",
  company: "string",
  role: "string",
  ticket_type: "string",
  note: "string",
  attention: "string",
  paid: "boolean",
} satisfies Record<keyof Office.GuestChange, string>;

/** TypeScript lets through what comes in with a spread; the program does not. */
function refuseOthers(command: string, change: object, shape: Record<string, string>): void {
  for (const [key, value] of Object.entries(change)) {
    if (value == null || typeof value === shape[key]) continue;
    throw `invalid args \`change\` for command \`${command}\`: ${key} is ${JSON.stringify(value)}`;
  }
}

export class FakeOffice implements OfficeHost {
  view: Office.OfficeView = sampleOffice();
  /** Every question, in the order it reached the host. */
  readonly asked: string[] = [];
  guests: Found[] = GUESTS;
  settings: Office.MailSettingsView = SERVER;
  words: Office.LetterView[] = letters();
  mails: Office.MailLine[] = MAILS;
  sent = 0;
  /** How many of those still to be sent had it at another address. */
  moved = 0;
  drawn: Office.TicketsDrawn = { drawn: 400, total: 400, folder: null, unfinished: false };
  time: Office.MailTime = "now";
  /** The evening is over. */
  over = false;
  files: Office.EventFile[] = FILES;
  pairs: Office.Twins[] = TWINS;
  apart: [string, string][] = [];
  unsaved = false;
  /** The desk's window is to be closed, and the office was opened to be asked. */
  unasked = false;
  /** Long work goes on. */
  atWork = false;
  lists: Office.ImportView[] = IMPORTS;
  asking: Office.QuestionView[] = ASKED;
  chosen: string | null = "/home/rich/chosen";

  onSetEvent: (form: Office.EventForm) => Now<Office.SaveAnswer> = (form) => {
    this.view = { ...this.view, form };
    return { fault: null, view: this.view };
  };
  onNew: (form: Office.EventForm) => Now<Office.NewEvent> = ({ event }) => ({
    faults: [],
    file: `/home/rich/Lanyard/${event.name}.lanyard`,
  });
  onPreviewList: (request: Office.ImportRequest) => Now<Office.ImportPreview> = ({ columns: said = [] }) => {
    const preview = samplePreview();
    const place = (column: string) => said.find((one) => one.column === column)?.place;
    const columns = preview.answer.columns.map((one) => ({ ...one, place: place(one.column) ?? one.place }));
    return { ...preview, said, answer: { ...preview.answer, columns } };
  };
  onImport: (request: Office.ImportRequest) => Now<Office.ImportAnswer> = () => sampleImported();
  onSetLetter: (letter: Office.Letter, change: Office.LetterChange) => Now<void> = () => undefined;
  onPreviewLetter: (letter: Office.LetterView) => Office.LetterPreview = ({ subject, body }) => {
    const filled = (text: string) => text.replace("{event}", this.view.form.event.name).replaceAll("{first_name}", "Ada");
    const text = filled(body);
    return { name: "Ada Lovelace", subject: filled(subject), text, html: page(this.view.form.event, text) };
  };
  onCheck: () => Now<Office.MailCheck> = () => ({ server: `${this.settings.host}:${this.settings.port}`, encrypted: true, user: this.settings.user });
  onJobBegun: (job: string) => void = () => undefined;

  readonly #changed = new Set<() => void>();
  readonly #jobs = new Set<(news: Office.JobNews) => void>();
  readonly #closing = new Set<(asked: Office.CloseAsked) => void>();
  readonly #dropped = new Set<(paths: string[]) => void>();

  async setUnsaved(unsaved: boolean) {
    this.unsaved = unsaved;
    return this.unasked;
  }
  async closeAnyway() {
    this.asked.push("close");
  }
  async officeView() {
    return this.#ask("office", this.view);
  }
  async setEvent(form: Office.EventForm) {
    this.asked.push(`set event ${JSON.stringify(form)}`);
    return this.onSetEvent(form);
  }
  async newEvent(form: Office.EventForm, file: string | null) {
    this.asked.push(`new ${form.event.name} ${form.event.date} ${file}`);
    return this.onNew(form);
  }
  async anotherEvening(form: Office.EventForm, file: string | null) {
    this.asked.push(`another ${form.event.name} ${form.event.date} ${file}`);
    return this.onNew(form);
  }
  async eventFiles() {
    return this.#ask("files", this.files);
  }
  async openEvent(file: string) {
    return this.#ask(`open ${file}`, null);
  }
  async setLogo(file: string | null) {
    const logo = file === null ? null : "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
    return this.#ask(`logo ${file}`, (this.view = { ...this.view, logo }));
  }
  async setTemplate(paper: string, file: string | null) {
    return this.#ask(`template ${paper} ${file}`, (this.view = { ...this.view, [`own_${paper}`]: file !== null }));
  }
  async writeTemplate(paper: string, file: string) {
    return this.#ask(`write ${paper} ${file}`, null);
  }
  async setLead(name: string, pin: string) {
    const leads = [...this.view.leads.filter((lead) => lead !== name), name];
    return this.#ask(`lead ${name} ${pin}`, (this.view = { ...this.view, leads }));
  }
  async removeLead(name: string) {
    const leads = this.view.leads.filter((lead) => lead !== name);
    return this.#ask(`no lead ${name}`, (this.view = { ...this.view, leads }));
  }

  async chooseFile(what: Office.FileWhat) {
    return this.#ask(`choose ${what}`, this.chosen);
  }
  async choosePlace(name: string) {
    return this.#ask(`place ${name}`, this.chosen === null ? null : `/home/rich/${name}`);
  }
  async chooseFolder() {
    return this.#ask("folder", this.chosen);
  }

  async drawTickets(order: TicketOrder) {
    this.asked.push(`draw ${JSON.stringify(order)}`);
    this.onJobBegun("tickets");
    return null;
  }
  async ticketsDrawn() {
    return this.#ask("how far drawn", this.drawn);
  }
  async stopJob() {
    this.asked.push("stop");
  }
  async revokeTickets(attendee: string) {
    const guest = this.#guest(attendee);
    const tickets = guest.tickets.map((ticket) => ({ ...ticket, revoked_at: "2026-11-24T16:02:00Z" }));
    return this.#ask(`revoke ${attendee}`, { ...guest, tickets });
  }
  async reissueTickets(attendee: string) {
    return this.#ask(`reissue ${attendee}`, this.#guest(attendee));
  }

  async find(query: string) {
    const wanted = query.toLowerCase();
    const found = this.guests.filter(({ name, company }) => `${name} ${company}`.toLowerCase().includes(wanted));
    return this.#ask(`find ${query}`, { found, more_letters: false });
  }
  async guest(attendee: string) {
    return this.#ask(`guest ${attendee}`, this.#guest(attendee));
  }
  async editGuest(attendee: string, change: Office.GuestChange) {
    refuseOthers("edit_guest", change, GUEST_CHANGE);
    return this.#ask(`edit ${attendee} ${JSON.stringify(change)}`, this.#guest(attendee));
  }
  async numbers() {
    return this.#ask("numbers", sampleNumbers({ over: this.over }));
  }

  async previewList(request: Office.ImportRequest) {
    this.asked.push(`preview ${request.path} ${JSON.stringify(request.columns)} ${request.missing}`);
    return this.onPreviewList(request);
  }
  async importMapped(request: Office.ImportRequest) {
    this.asked.push(`import ${request.path} ${JSON.stringify(request.columns)} ${request.missing}`);
    return this.onImport(request);
  }
  async imports() {
    return this.#ask("imports", this.lists);
  }
  async undoImport(id: number) {
    this.lists = this.lists.map((one) => (one.id === id ? { ...one, undone: true, undoable: false } : one));
    return this.#ask(`undo import ${id}`, { import: id, file: "guests-luma.csv", removed: 12, marked: 0, kept: 0, restored: 3 });
  }
  async twins() {
    return this.#ask("twins", this.pairs);
  }
  async mergeGuests(keep: string, other: string) {
    this.pairs = this.pairs.filter(({ guests }) => !guests.some(({ id }) => id === other));
    return this.#ask(`merge ${keep} ${other}`, this.#guest(keep));
  }
  async keepApart(one: string, other: string) {
    const ids = (twins: Office.Twins) => twins.guests.map(({ id }) => id);
    const said = (twins: Office.Twins) => ids(twins).includes(one) && ids(twins).includes(other);
    this.apart.push([one, other]);
    // Of three, the program still shows the pairs that nobody has spoken of.
    this.pairs = this.pairs.flatMap((twins) => {
      if (!said(twins)) return [twins];
      const { guests } = twins;
      const open = guests.flatMap((guest, at) => guests.slice(at + 1).map((next) => [guest, next] as const));
      const left = open.filter(([a, b]) => !this.apart.some((pair) => pair.includes(a.id ?? "") && pair.includes(b.id ?? "")));
      const asked = guests.filter((guest) => left.some((pair) => pair.includes(guest)));
      return asked.length > 1 ? [{ ...twins, guests: asked }] : [];
    });
    return this.#ask(`apart ${one} ${other}`, this.pairs);
  }
  async questions() {
    return this.#ask("questions", this.asking);
  }
  async setQuestion(title: string, shown: boolean, onBadge: boolean) {
    this.asking = this.asking.map((one) => (one.title === title ? { title, shown, on_badge: onBadge } : one));
    return this.#ask(`question ${title} ${shown} ${onBadge}`, this.asking);
  }

  async mailSettings() {
    return this.#ask("mail", this.settings);
  }
  async setMailSettings(change: Office.MailSettingsChange) {
    refuseOthers("set_mail_settings", change, MAIL_CHANGE);
    const { password, certificate = null, ...rest } = change;
    const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value != null));
    this.settings = { ...this.settings, ...known, ...(password ? { password: "kept" } : {}) };
    if (certificate !== null) this.settings = { ...this.settings, certificate: certificate !== "" };
    return this.#ask(`set mail ${JSON.stringify(change)}`, this.settings);
  }
  async checkMail() {
    this.asked.push("check mail");
    return this.onCheck();
  }
  async letters() {
    return this.#ask("letters", this.words);
  }
  async setLetter(letter: Office.Letter, change: Office.LetterChange) {
    this.asked.push(`letter ${letter} ${JSON.stringify(change)}`);
    await this.onSetLetter(letter, change);
    return this.#word(letter, { subject: change.subject ?? "", body: change.body ?? "", own: true, tested: false });
  }
  async resetLetter(letter: Office.Letter) {
    this.asked.push(`reset ${letter}`);
    return this.#word(letter, letters().find((one) => one.letter === letter)!);
  }
  async previewLetter(letter: Office.Letter, _attendee: string | null) {
    return this.#ask(`preview letter ${letter}`, this.onPreviewLetter(this.words.find((one) => one.letter === letter)!));
  }
  async mailPlan({ letter }: Office.MailRequest) {
    const { tested } = this.words.find((one) => one.letter === letter)!;
    return this.#ask(`plan ${letter}`, samplePlan(letter, { tested, time: this.time, sent: this.sent, to_send: 386 - this.sent, moved: this.moved }));
  }
  async sendTest(letter: Office.Letter, address: string) {
    this.#word(letter, { tested: true });
    return this.#ask(`test ${letter} ${address}`, null);
  }
  async sendLetter(request: Office.MailRequest) {
    this.asked.push(`send ${JSON.stringify(request)}`);
    this.onJobBegun("mail");
    return null;
  }
  async mailLog(filter: Office.MailFilter) {
    const words = (filter.search ?? "").toLowerCase();
    const lines = this.mails.filter(
      ({ letter, state, attendee, name, address }) =>
        (!filter.letter || letter === filter.letter) &&
        (!filter.state || state === filter.state) &&
        (!filter.attendee || attendee === filter.attendee) &&
        `${name} ${address}`.toLowerCase().includes(words),
    );
    return this.#ask("mail log", lines.slice(0, filter.most ?? 1000));
  }
  async setOptOut(attendee: string, on: boolean) {
    return this.#ask(`opt out ${attendee} ${on}`, null);
  }

  async exportTo(what: Office.ExportWhat, file: string) {
    return this.#ask(`export ${what} ${file}`, { file, rows: 412 });
  }
  async guestData(attendee: string) {
    const json = JSON.stringify({ name: this.#guest(attendee).name, email: this.#guest(attendee).email, answers: { Food: "Vegetarian" } }, null, 2);
    return this.#ask(`data ${attendee}`, { json, elsewhere: ["Mail that was sent: in the guest’s mailbox, and in yours under “sent”"] });
  }
  async saveGuestData(attendee: string, file: string) {
    return this.#ask(`save data ${attendee} ${file}`, null);
  }
  async eraseGuest(attendee: string) {
    return this.#ask(`erase ${attendee}`, { guests: 1, copies: 2, files: 1, left: [] });
  }
  async eraseAll(count: number) {
    const erasure = { ...this.view.erasure, erased_at: "2026-11-24T18:00:00Z" };
    this.view = { ...this.view, guests: 0, expected: 0, waiting: 0, issued: 0, erasure };
    return this.#ask(`erase all ${count}`, { guests: count, copies: 3, files: 388, left: [{ what: "copy" as const, file: "/media/stick/backup.lanyard" }] });
  }

  onChanged(heard: () => void) {
    return hear(this.#changed, heard);
  }
  onJob(heard: (news: Office.JobNews) => void) {
    return hear(this.#jobs, heard);
  }
  onCloseAsked(heard: (asked: Office.CloseAsked) => void) {
    return hear(this.#closing, heard);
  }
  onFiles(heard: (paths: string[]) => void) {
    return hear(this.#dropped, heard);
  }

  change(view: Partial<Office.OfficeView>): void {
    this.view = { ...this.view, ...view };
    for (const heard of this.#changed) heard();
  }
  tell(news: Partial<Office.JobNews>): void {
    const whole = { job: "tickets", done: 0, total: 400, over: false, stopped: false, came_to: null, problem: null, ...news };
    this.atWork = !whole.over;
    for (const heard of this.#jobs) heard(whole);
  }
  /** Somebody closes a window, mostly the desk's; what was typed here is in its way, and so is long work. */
  closeWindow(): void {
    if (!this.unsaved && !this.atWork) return void this.closeAnyway();
    for (const heard of this.#closing) heard({ ends_work: this.atWork });
  }
  drop(...paths: string[]): void {
    for (const heard of this.#dropped) heard(paths);
  }

  #ask<T>(question: string, answer: T): T {
    this.asked.push(question);
    return answer;
  }
  #guest(id: string): AttendeeView {
    const found = this.guests.find((guest) => guest.id === id);
    if (!found) throw problem("not_found", "There is no such guest.");
    return sampleGuest(found);
  }
  #word(letter: Office.Letter, change: Partial<Office.LetterView>): Office.LetterView {
    this.words = this.words.map((one) => (one.letter === letter ? { ...one, ...change } : one));
    return this.words.find((one) => one.letter === letter)!;
  }
}

export { NO_SERVER };

/** What a letter looks like, near enough. */
function page({ name, ribbon }: Office.EventFields, text: string): string {
  const lines = text.split("\n\n").map((part) => `<p style="margin:0 0 16px">${part.replaceAll("\n", "<br>")}</p>`);
  return `<!doctype html><html><body style="margin:0;padding:24px;background:#f4efe6;font:16px Inter,sans-serif;color:#14120f">
<table width="100%" cellpadding="0" cellspacing="0" style="background:#fffdf8"><tr><td width="14" bgcolor="${ribbon}"></td>
<td style="padding:28px"><h1 style="margin:0 0 20px;font-size:26px">${name}</h1>${lines.join("")}</td></tr></table></body></html>`;
}
