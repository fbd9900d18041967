/** A host in memory, for tests and previews: answers as told, and remembers what it was asked. */
import type {
  AttendeeView,
  CameraNews,
  CameraView,
  Changed,
  DeskView,
  Direction,
  FindAnswer,
  Found,
  GuestChange,
  ImportAnswer,
  LobbyView,
  LogFilter,
  LogPage,
  Missing,
  NewGuest,
  NumbersView,
  PracticeTicket,
  PrintAnswer,
  PrinterView,
  Problem,
  Rehearsed,
  ScanAnswer,
  Settlement,
  Substitute,
  TriedTicket,
  UndoAnswer,
} from "../bindings";
import type { DeskHost, LobbyHost } from "./host";
import {
  problem,
  GUESTS,
  namedAnswer,
  sampleAnswer,
  sampleDesk,
  sampleGuest,
  sampleImport,
  sampleLobby,
  sampleLog,
  sampleNumbers,
  samplePractice,
  sampleRehearsal,
} from "./samples";

export { problem };

type Now<T> = T | Promise<T>;

export class FakeDesk implements DeskHost {
  view: DeskView = sampleDesk();
  guests: Found[] = GUESTS;
  /** Every question, in the order it reached the host: "scan LY1:…", "admit kelly-1", "undo last". */
  readonly asked: string[] = [];
  moreLetters = false;
  camerasThere: CameraView[] = [
    { id: "0", name: "Built-in camera" },
    { id: "1", name: "HD webcam" },
  ];
  printersThere: PrinterView[] = [
    { name: "Badge printer", uri: "ipp://localhost/printers/badges", default: true },
    { name: "Office", uri: "ipp://office.local/ipp/print", default: false },
  ];
  printed: PrintAnswer = { printer: "Badge printer", file: null, problem: null };
  tickets: PracticeTicket[] = samplePractice();
  rehearsal: Rehearsed[] = sampleRehearsal();

  onScan: (text: string) => Now<ScanAnswer> = (text) => sampleAnswer("unknown", { code: text });
  onScanPicture: (path: string) => Now<ScanAnswer[]> = () => [];
  onClipboard: () => Now<ScanAnswer[] | null> = () => null;
  onScanPasted: (picture: number[]) => Now<ScanAnswer[]> = () => [];
  onAdmit: (guest: Found) => Now<ScanAnswer> = ({ id, name }) => namedAnswer("admitted", id, name, { by_hand: true });
  onRest: (row: number) => Now<ScanAnswer> = (row) => sampleAnswer("admitted", { row, member: 4, admits: 4, rest: 0 });
  onSettle: (row: number, settlement: Settlement) => Now<ScanAnswer> = (row, settlement) =>
    sampleAnswer("admitted", {
      row: row + 1,
      overridden: "already_in",
      reason: "reason" in settlement ? settlement.reason : null,
    });
  onUndo: (row: number | null) => Now<UndoAnswer> = () => ({
    row: 8,
    undone: 7,
    name: "Ann-Marie Kelly",
    verdict: "admitted",
    clock: "18:41",
    badge: true,
    people: 1,
    due: null,
    status: null,
  });
  onGuest: (id: string) => Now<AttendeeView> = (id) => {
    const guest = this.guests.find((guest) => guest.id === id);
    if (!guest) throw problem("not_found", "There is no such guest.");
    return sampleGuest(guest);
  };
  onWalkIn: (guest: NewGuest) => Now<ScanAnswer> = (guest) => namedAnswer("admitted", "walk-in", guest.name ?? "");
  onSubstitute: (attendee: string, by: Substitute) => Now<ScanAnswer> = (attendee, by) =>
    namedAnswer("admitted", attendee, by.name ?? "", { reason: "in place of Ann-Marie Kelly" });
  onEdit: (attendee: string, change: GuestChange) => Now<AttendeeView> = async (attendee, change) => {
    const told = Object.entries(change).filter(([, value]) => value !== null && value !== undefined);
    return { ...(await this.onGuest(attendee)), ...Object.fromEntries(told) };
  };
  onLog: (filter: LogFilter) => Now<LogPage> = (filter) => sampleLog(filter);
  onNumbers: () => Now<NumbersView> = () => sampleNumbers();
  onImport: (path: string, missing: Missing) => Now<ImportAnswer> = () => sampleImport();
  onTry: (text: string) => Now<TriedTicket> = () => ({
    verdict: "admitted",
    tone: "green",
    name: "Ann-Marie Kelly",
    ticket_type: "Standard",
  });
  onStartCamera: (id: string) => Now<void> = () => undefined;

  readonly #changed = new Set<(changed: Changed) => void>();
  readonly #camera = new Set<(news: CameraNews) => void>();
  readonly #printed = new Set<(printed: PrintAnswer) => void>();
  readonly #dropped = new Set<(paths: string[]) => void>();

  // Fields rather than methods, so that a test may replace one.
  left: ScanAnswer[] = [];

  deskView = async (): Promise<DeskView> => this.view;
  unsettled = async (): Promise<ScanAnswer[]> => this.left;

  async setDoor(door: string): Promise<DeskView> {
    this.asked.push(`door ${door}`);
    return (this.view = { ...this.view, door });
  }

  async setDirection(direction: Direction): Promise<DeskView> {
    this.asked.push(`direction ${direction}`);
    return (this.view = { ...this.view, direction });
  }

  async scan(text: string): Promise<ScanAnswer> {
    this.asked.push(`scan ${text}`);
    return this.onScan(text);
  }

  async scanPicture(path: string): Promise<ScanAnswer[]> {
    this.asked.push(`picture ${path}`);
    return this.onScanPicture(path);
  }

  async scanClipboard(): Promise<ScanAnswer[] | null> {
    this.asked.push("scan clipboard");
    return this.onClipboard();
  }

  async scanPasted(picture: number[]): Promise<ScanAnswer[]> {
    this.asked.push(`pasted ${picture.length} bytes`);
    return this.onScanPasted(picture);
  }

  async find(query: string): Promise<FindAnswer> {
    this.asked.push(`find ${query}`);
    if (this.moreLetters) return { found: [], more_letters: true };
    const wanted = query.toLowerCase().trim();
    const found = this.guests.filter(({ name, company }) => `${name} ${company}`.toLowerCase().includes(wanted));
    return { found, more_letters: false };
  }

  async guest(attendee: string): Promise<AttendeeView> {
    this.asked.push(`guest ${attendee}`);
    return this.onGuest(attendee);
  }

  async admit(attendee: string, direction: Direction | null): Promise<ScanAnswer> {
    this.asked.push(["admit", attendee, ...(direction ? [direction] : [])].join(" "));
    const guest = this.guests.find(({ id }) => id === attendee);
    if (!guest) throw problem("not_found");
    return this.onAdmit(guest);
  }

  async restOfGroup(row: number): Promise<ScanAnswer> {
    this.asked.push(`rest ${row}`);
    return this.onRest(row);
  }

  async settle(row: number, settlement: Settlement): Promise<ScanAnswer> {
    const { another, ...told } = { another: false, ...settlement };
    this.asked.push(["settle", row, ...Object.values(told), ...(another ? ["for another"] : [])].join(" "));
    return this.onSettle(row, settlement);
  }

  async undo(row: number): Promise<UndoAnswer> {
    this.asked.push(`undo ${row}`);
    return this.onUndo(row);
  }
  async undoAnswer(row: number | null): Promise<UndoAnswer> {
    this.asked.push(`undo answer ${row ?? "last"}`);
    return this.onUndo(row);
  }

  async walkIn(guest: NewGuest): Promise<ScanAnswer> {
    this.asked.push(`walk in ${JSON.stringify(guest)}`);
    return this.onWalkIn(guest);
  }

  async substitute(attendee: string, by: Substitute): Promise<ScanAnswer> {
    this.asked.push(`substitute ${attendee} ${JSON.stringify(by)}`);
    return this.onSubstitute(attendee, by);
  }

  async editGuest(attendee: string, change: GuestChange): Promise<AttendeeView> {
    this.asked.push(`edit ${attendee} ${JSON.stringify(change)}`);
    return this.onEdit(attendee, change);
  }

  async learnCode(attendee: string, code: string): Promise<AttendeeView> {
    this.asked.push(`learn ${attendee} ${code}`);
    return this.onGuest(attendee);
  }

  async log(filter: LogFilter): Promise<LogPage> {
    this.asked.push(`log ${JSON.stringify(filter)}`);
    return this.onLog(filter);
  }

  async numbers(): Promise<NumbersView> {
    this.asked.push("numbers");
    return this.onNumbers();
  }

  async importList(path: string, missing: Missing): Promise<ImportAnswer> {
    this.asked.push(`import ${path}${missing === "ask" ? "" : ` ${missing}`}`);
    return this.onImport(path, missing);
  }

  async printInside(): Promise<PrintAnswer> {
    this.asked.push("print inside");
    return this.printed;
  }

  async printBadge(attendee: string): Promise<PrintAnswer> {
    this.asked.push(`badge ${attendee}`);
    return this.printed;
  }

  async printTicket(attendee: string): Promise<PrintAnswer> {
    this.asked.push(`ticket ${attendee}`);
    return this.printed;
  }

  async doorCard(language: string): Promise<PrintAnswer> {
    this.asked.push(`door card ${language}`);
    return this.printed;
  }

  async rehearse(): Promise<Rehearsed[]> {
    this.asked.push("rehearse");
    return this.rehearsal;
  }

  async tryTicket(text: string): Promise<TriedTicket> {
    this.asked.push(`try ${text}`);
    return this.onTry(text);
  }

  async setPractice(practice: boolean): Promise<DeskView> {
    this.asked.push(`practice ${practice}`);
    return (this.view = { ...this.view, practice });
  }

  async practiceTickets(): Promise<PracticeTicket[]> {
    this.asked.push("practice tickets");
    return this.tickets;
  }

  async printers(): Promise<PrinterView[]> {
    this.asked.push("printers");
    return this.printersThere;
  }

  async setPrinter(uri: string | null, onEntry: boolean): Promise<DeskView> {
    this.asked.push(`printer ${uri} ${onEntry}`);
    const printer = this.printersThere.find((printer) => printer.uri === uri)?.name ?? null;
    return (this.view = { ...this.view, printer, print_on_entry: onEntry });
  }

  async cameras(): Promise<CameraView[]> {
    this.asked.push("cameras");
    return this.camerasThere;
  }

  async startCamera(id: string): Promise<null> {
    this.asked.push(`camera ${id}`);
    await this.onStartCamera(id);
    return null;
  }

  async stopCamera(): Promise<null> {
    this.asked.push("camera off");
    return null;
  }

  async openOffice(): Promise<null> {
    this.asked.push("office");
    return null;
  }

  async toggleFullScreen(): Promise<null> {
    this.asked.push("full screen");
    return null;
  }

  onChanged(heard: (changed: Changed) => void): () => void {
    return hear(this.#changed, heard);
  }

  onCamera(heard: (news: CameraNews) => void): () => void {
    return hear(this.#camera, heard);
  }

  onPrinted(heard: (printed: PrintAnswer) => void): () => void {
    return hear(this.#printed, heard);
  }

  onFiles(heard: (paths: string[]) => void): () => void {
    return hear(this.#dropped, heard);
  }

  change(view: Partial<DeskView>): void {
    this.view = { ...this.view, ...view };
    for (const heard of this.#changed) heard({ counts: this.view.counts, row: null });
  }

  tell(news: CameraNews): void {
    for (const heard of this.#camera) heard(news);
  }

  print(printed: PrintAnswer): void {
    for (const heard of this.#printed) heard(printed);
  }

  drop(...paths: string[]): void {
    for (const heard of this.#dropped) heard(paths);
  }
}

export function hear<T>(listeners: Set<T>, heard: T): () => void {
  listeners.add(heard);
  return () => void listeners.delete(heard);
}

export class FakeLobby implements LobbyHost {
  still = false;
  view: LobbyView | Problem = sampleLobby();
  asked = 0;
  readonly #changed = new Set<() => void>();

  async lobbyView(): Promise<LobbyView> {
    this.asked++;
    if ("kind" in this.view) throw this.view;
    return this.view;
  }

  onChanged(heard: () => void): () => void {
    return hear(this.#changed, heard);
  }

  change(view: LobbyView | Problem): void {
    this.view = view;
    for (const heard of this.#changed) heard();
  }
}
