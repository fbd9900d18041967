import { describe, expect, it, vi } from "vitest";
import type { CameraTrouble, PrinterNeed, PrinterTrouble, Problem, Trouble } from "../../bindings";
import { dictionaries, told } from ".";

/** One of each kind: what is forgotten here does not compile. */
type Each<T extends { kind: string }> = { [K in T["kind"]]: Omit<Extract<T, { kind: K }>, "kind"> };

const file = "/home/mia/x";
const name = "Ada";
const have = "“a” and “b”";
const given = "what was typed";
const says = "what it says";
const server = "smtp.example.org:587";
const answer = "535 no";
const host = "box.local:631";

const TROUBLES: Each<Trouble> = {
  no_code: {},
  code_too_long: { most: 300 },
  code_undrawable: {},
  code_is_no_name: {},
  not_foreign: {},
  code_taken: {},
  code_of_other_event: {},
  unlikely_code: { least: 8, most: 300 },
  guest_gone: {},
  ticket_gone: {},
  row_gone: {},
  import_gone: {},
  no_door: { name, have },
  no_ticket_type: { name, have },
  namesake: { name },
  value: { why: { kind: "not_an_email", text: given } },
  form: { why: { kind: "two_doors", name } },
  no_reason: {},
  wrong_pin: {},
  not_settled: {},
  already_undone: {},
  nothing_happened: {},
  nothing_to_undo: {},
  no_printer: {},
  printer: { why: { kind: "too_slow", host } },
  printer_needs: { needs: [{ kind: "paper_out" }, { kind: "other", says }] },
  no_badges: {},
  camera: { why: { kind: "refused", host, status: 404 } },
  picture: { why: "damaged" },
  at_work: {},
  stopped: { done: 12, total: 400 },
  not_started: {},
  no_more_keys: {},
  other_count: { have: 412 },
  short_pin: {},
  no_valid_ticket: { name },
  no_ticket_for: { name, status: "refunded" },
  same_guest: {},
  no_such_question: { title: "T-shirt", have },
  import_undone: {},
  import_too_old: {},
  newer_import: {},
  not_read: { file, why: "full" },
  not_written: { file, why: "full" },
  exists: { file },
  own_file: { file },
  data_folder: { file, why: "full" },
  data_damaged: { file },
  temporary_folder: { why: "full" },
  no_table_format: { file },
  no_logo: { file },
  large_logo: { file },
  not_an_event: { file },
  no_folder: { file },
  event_gone: { file },
  event_moved: { file },
  event_newer: { file },
  event_read_only: {},
  event_busy: {},
  event_log_left: { file },
  event_other_log: { file, log: "evening.lanyard-wal" },
  event_damaged: { says },
  event_refused: { says },
  event_unusable: { says },
  disk_full: {},
  disk_fails: { says },
  logo_no_picture: {},
  logo_too_large: {},
  template_malformed: { line: 3, says },
  template_no_svg: { line: 3 },
  template_no_size: { line: 3 },
  template_external: { line: 3, target: "logo.png" },
  template_no_field: { line: 3, name },
  template_no_code: {},
  template_mark: { line: 3, mark: "data-qr" },
  template_undrawable: {},
  no_colour: { given },
  not_drawn: {},
  pdf_not_written: { why: "full" },
  no_words: { says },
  no_mail_server: {},
  no_port: {},
  no_pace: {},
  practice: {},
  mail_goes_out: {},
  mail_count: { mails: 386 },
  not_tested: {},
  test_refused: { address: "ada@example.org", answer },
  not_over: {},
  over: {},
  no_address: { name },
  not_confirmed: { name, status: "refunded" },
  not_theirs: { name, why: "came" },
  opted_out: { name },
  has_letter: { name },
  may_have_letter: { name },
  bad_address: { given },
  mail_not_made: { says },
  letter_no_placeholder: { name },
  letter_open_brace: {},
  letter_link: { given },
  letter_data_in_link: { given },
  letter_ticket: {},
  letter_no_subject: {},
  letter_no_body: {},
  server_in_the_open: { server },
  server_no_certificate: {},
  server_unreachable: { server },
  server_silent: { server },
  server_certificate: { server },
  server_no_tls: { server },
  server_no_start_tls: { server },
  server_no_password: { user: "mia" },
  server_no_login: { server },
  server_login: { user: "mia", answer },
  server_busy: { server, answer },
  server_sender: { server, sender: "mia@example.org", answer },
  server_lost: { server },
  server_nobody: { answer },
  server_unsure: { server },
};

const PRINTER: Each<PrinterTrouble> = {
  no_address: { given },
  other_scheme: { scheme: "ftp" },
  unreachable: { host },
  too_slow: { host },
  no_printer: { host },
  no_such_printer: { uri: "ipp://box/labels" },
  not_allowed: { host },
  no_pdf: { formats: "image/jpeg" },
  not_accepting: {},
  busy: {},
  job_gone: {},
  job_over: {},
  refused: { says },
  unsayable: {},
};

const NEEDS: Each<PrinterNeed> = {
  offline: {},
  paper_out: {},
  paper_jam: {},
  cover_open: {},
  output_full: {},
  ink_out: {},
  paused: {},
  paper_low: {},
  ink_low: {},
  other: { says },
};

const CAMERA: Each<CameraTrouble> = {
  no_address: {},
  other_scheme: { scheme: "ftp" },
  unreachable: { host },
  needs_password: { host },
  refused: { host, status: 404 },
  no_pictures: { host, says },
  no_camera: { host },
  gone: {},
  silent: {},
  bad_pictures: {},
  not_plugged_in: {},
  in_use: {},
  only_http: {},
};

const all = <T extends { kind: string }>(each: Each<T>) => Object.entries(each).map(([kind, more]) => ({ kind, ...(more as object) }) as T);

describe("what went wrong", () => {
  const troubles: Trouble[] = [
    ...all<Trouble>(TROUBLES),
    ...all<PrinterTrouble>(PRINTER).map((why) => ({ kind: "printer" as const, why })),
    ...all<PrinterNeed>(NEEDS).map((need) => ({ kind: "printer_needs" as const, needs: [need] })),
    ...all<CameraTrouble>(CAMERA).map((why) => ({ kind: "camera" as const, why })),
  ];

  it("is said in German with all that helps; in English the program says it", () => {
    for (const trouble of troubles) {
      const said = dictionaries.de.trouble(trouble) ?? "";
      expect(said, JSON.stringify(trouble)).not.toMatch(/^$|undefined|null|\[object|\b(the|there|is)\b/);
      for (const told of values(trouble)) expect(said, JSON.stringify(trouble)).toContain(told);
      expect(dictionaries.en.trouble(trouble)).toBeNull();
    }
  });

  it("is told in the window's language", async () => {
    history.replaceState(null, "", "?lang=de");
    vi.resetModules();
    const german = await import(".");
    history.replaceState(null, "", "?");
    const problem: Problem = { kind: "device", message: "the camera sends no pictures", list: null, trouble: { kind: "camera", why: { kind: "silent" } } };
    expect(german.told(problem)).toBe("Von der Kamera kommen keine Bilder.");
  });

  it("is told in the program's words where there are no others", () => {
    const problem: Problem = { kind: "bad_input", message: "that is no time", list: null, trouble: null };
    expect(told(problem)).toBe(problem.message);
    expect(told({ ...problem, trouble: { kind: "no_reason" } })).toBe(problem.message);
    expect(told({ ...problem, list: { kind: "changed" } })).toBe(dictionaries.en.note.trouble({ kind: "changed" }));
  });
});

/** All that a trouble tells, but what we have words of our own for. */
function values(trouble: object): string[] {
  return Object.entries(trouble).flatMap(([key, value]) => {
    if (typeof value === "object") return values(value as object);
    return ["kind", "why", "status"].includes(key) ? [] : [String(value)];
  });
}
