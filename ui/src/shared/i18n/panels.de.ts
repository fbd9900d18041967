import { clockOf, hours, plural } from "./format";
import type { PanelWords } from "./panels.en";

const LANG = "de";

const minutes = (n: number) => (n < 90 ? `${n} min` : `${Math.round(n / 60)} h`);

export const de: PanelWords = {
  keys: {
    close: "Schließen",
    cancel: "So lassen",
    save: "Sichern",
    next: "Nächstes Feld",
    choose: "Wählen",
    go: "Ausführen",
    filter: "Filtern",
  },
  notYet: "Wird geladen …",
  field: {
    name: "Vor- und Nachname",
    company: "Firma",
    email: "E-Mail",
    role: "Funktion",
    ticketType: "Ticketart",
    note: "Notiz für die Tür",
    attention: "Hinweis, etwa VIP",
    nameMissing: "Bitte einen Namen. Er steht auf dem Schild.",
    codeLike: "Das sieht nach dem Code eines Tickets aus. Schließe das hier und scanne ihn noch einmal, oder drücke noch einmal Enter, wenn es ein Name ist.",
  },
  guest: {
    title: "Gast",
    letIn: "Einlassen",
    leaves: "Geht",
    edit: "Ändern",
    replace: "Jemand anders kommt",
    replaceInside: "Jemand anders kommt: schon drin, erst zurücknehmen.",
    badge: "Schild drucken",
    printTicket: "Ticket drucken",
    paid: "Als bezahlt vermerken",
    due: (amount) => (amount === "" ? "Noch nicht bezahlt" : `${amount} offen`),
    withdrawn: "Zurückgezogen",
    showsMail: (key) => `${key} zeigt sie ganz`,
    noMail: "keine E-Mail",
    order: "Bestellung",
    ticket: "Ticketart",
    admits: (n) => plural(LANG, n, { one: "für eine Person", other: `für ${n} Personen` }),
    otherCode: "anderswo gedruckt",
    log: "Dieser Abend",
    noLog: "Noch nicht gesehen.",
    gone: "Diesen Gast gibt es in der Liste nicht mehr.",
    saved: "Gesichert",
    isPaid: "Bezahlt",
    status: {
      confirmed: "bestätigt",
      pending: "noch nicht bestätigt",
      waitlist: "Warteliste",
      declined: "kann nicht kommen",
      cancelled: "abgesagt",
      refunded: "erstattet",
      gone: "nicht mehr gelistet",
    },
  },
  edit: {
    title: (name) => `${name} ändern`,
  },
  replace: {
    title: (name) => `Wer kommt für ${name}?`,
    says: "Auf dem Schild steht der neue Name. Das Protokoll behält beide.",
    go: "Ändern und einlassen",
    refused: "Nichts wurde geändert. Die Tür sagt:",
  },
  walkIn: {
    title: "Neuer Gast",
    says: "Trägt ein, lässt ein und druckt das Schild.",
    saysNoPrinter: "Trägt ein und lässt ein. Es gibt keinen Drucker für Schilder.",
    saysPractice: "Übung: hier bleibt nichts.",
    go: "Einlassen",
    done: (name) => `${name} steht auf der Liste. Der Nächste, bitte.`,
    refused: (name) => `${name} steht auf der Liste. Siehe, was die Tür sagt.`,
    namesake: (name) => `${name} steht auf der Liste und fehlt noch: suchen mit F2. Noch einmal Enter für eine andere Person dieses Namens.`,
    busy: "Einen Moment …",
  },
  log: {
    title: "Protokoll",
    find: "Ein Name oder ein Wort des Grundes",
    tone: "Welche",
    all: "Alle",
    tones: { passed: "Ein und aus", refused: "Abgewiesen", changed: "Geändert" },
    door: "Tür",
    everyDoor: "Alle Türen",
    empty: "Noch nichts gescannt. Was an den Türen geschieht, erscheint hier.",
    nothing: "So etwas steht nicht im Protokoll.",
    nothingNext: "Ein Wort weglassen, oder alle zeigen.",
    list: "Das Protokoll, Neuestes zuerst",
    byHand: "von Hand",
    shown: (n, more) => (more ? `${n} und ältere` : plural(LANG, n, { one: `${n} Zeile`, other: `${n} Zeilen` })),
    undoOf: (name) => `${name} zurücknehmen`,
    kind: {
      entry: "",
      exit: "",
      refused: "",
      void: "aufgehoben",
      override: "eingelassen",
      substitute: "kam stattdessen",
      answer: "Antwort",
      badge_printed: "Schild",
      conflict_settled: "geklärt",
    },
    settled: { unpaid: "bezahlt", not_confirmed: "bestätigt" },
  },
  numbers: {
    title: "Zahlen",
    arrived: "gekommen",
    ofExpected: (n) => `von ${n} erwarteten`,
    inside: "jetzt drin",
    toCome: "kommen noch",
    noShows: "nicht gekommen",
    room: (inside, capacity) => `${inside} von ${capacity} Plätzen besetzt`,
    roomFull: (capacity) => `Alle ${capacity} Plätze sind besetzt`,
    pace: {
      allHere: "Alle sind da.",
      nobody: "In den letzten zehn Minuten kam niemand.",
      toGo: (toCome, min) => `${toCome} kommen noch, etwa ${minutes(min)}`,
      tooLong: (toCome) => `${toCome} kommen noch. Bei diesem Tempo lässt sich nicht sagen, wie lange es dauert`,
      still: (toCome) => `${toCome} kommen noch`,
      lastTen: (n) => `${n} in den letzten zehn Minuten`,
      talksIn: (min) => `Die Vorträge beginnen in ${minutes(min)}`,
      talksNow: "Die Vorträge beginnen jetzt",
      talksSince: (min) => `Die Vorträge begannen vor ${minutes(min)}`,
      late: (n) => plural(LANG, n, { one: "etwa einer kommt zu spät", other: `etwa ${n} kommen zu spät` }),
      inTime: "bis dahin sollten alle da sein",
    },
    types: "Nach Ticketart",
    typeOf: (arrived, expected) => `${arrived} von ${expected}`,
    typeSays: (name, arrived, expected, inside) =>
      `${name}: ${arrived} von ${expected} gekommen, ${inside} drin`,
    curve: "Ankünfte",
    curveEach: (min) => `je ${min} min`,
    curveSays: (most, from) => `Die meisten kamen ab ${from}: ${most}`,
    curveTalk: "ein Vortrag beginnt",
    curveEmpty: "Die Kurve beginnt mit dem ersten Gast.",
    talks: "Vorträge",
    talkReady: "Vortragende da",
    talkMissing: (names) => `noch nicht da: ${names}`,
    noSpeakers: "niemand genannt",
    alsoSo: "Außerdem",
    waitlist: "Warteliste",
    refused: "gefragt oder abgewiesen",
    overrides: "trotzdem eingelassen",
    walkIns: "neu an der Tür",
    printInside: "Drucken, wer drin ist",
    printNote: "Für eine Räumung: alle, die jetzt im Raum sind.",
  },
  printed: {
    printer: (name) => `An ${name} geschickt.`,
    file: "Es liegt hier:",
    noPrinter: "Kein Drucker nahm es an, deshalb ist es eine Datei:",
    nothing: "Es wurde nichts gedruckt.",
  },
  rehearsal: {
    title: "Probe",
    says: "Vor dem Einlass. Ein Scan zählt, außer wenn unten sein Test begonnen hat.",
    again: "Noch einmal prüfen",
    looking: "Wird geprüft …",
    allGood: "Alles gut. Sie können kommen.",
    toLook: (n) => plural(LANG, n, { one: "Eines ist anzusehen", other: `${n} Dinge sind anzusehen` }),
    toMend: (n) => plural(LANG, n, { one: "Eines ist zu richten", other: `${n} Dinge sind zu richten` }),
    try: "Von Hand probieren",
    machine: "Dieser Rechner",
    health: { good: "gut", look: "ansehen", bad: "richten", none: "unbekannt" },
  },
  scanner: {
    title: "Leser",
    says: "Liest ein Probebild, um zu sehen, was der Leser tippt.",
    go: "Leser probieren",
    again: "Noch einmal",
    now: "Jetzt dieses Bild scannen.",
    nowNote: "Es geht nirgendwohin als hierher.",
    good: (millis) => `Liest gut, ${millis} ms je Zeichen.`,
    layout: {
      azerty: "Die Tastatur steht auf AZERTY.",
      qwertz: "Die Tastatur steht auf QWERTZ.",
      cyrillic: "Die Tastatur steht auf Kyrillisch.",
      other: "Die Tastatur hat eine andere Belegung.",
    },
    decoded: "Unsere Tickets werden trotzdem gelesen. Fremde Codes brauchen die US-Belegung.",
    small: "Er schickt Kleinbuchstaben; Tickets werden trotzdem gelesen.",
    prefix: (text) => `Er setzt ${text} davor; Tickets werden trotzdem gelesen.`,
    suffix: (text) => `Er setzt ${text} dahinter; bitte so einstellen, dass er nur den Code schickt.`,
    ends: {
      enter: "Er endet mit Enter.",
      tab: "Er endet mit Tab; das ist gut so.",
      both: "Er endet mit Enter und Zeilenvorschub; das ist gut so.",
      none: "Er schickt kein Enter: Tickets werden gelesen, fremde Codes nicht. Bitte Enter (CR) einschalten.",
    },
    slow: (millis) =>
      `Er tippt langsam, ${millis} ms je Zeichen. Unsere Tickets werden gelesen; bitte die Pause zwischen den Zeichen wegnehmen.`,
    tooSlow: (millis) =>
      `Er tippt zu langsam, ${millis} ms je Zeichen. Es gehen Scans verloren: bitte die Pause zwischen den Zeichen wegnehmen.`,
    wrong: "Er tippt etwas anderes. Bitte den Leser auf US-Tastatur stellen und noch einmal probieren.",
    expected: "Erwartet",
    got: "Angekommen",
  },
  ticket: {
    title: "Ein echtes Ticket",
    says: "Das Ticket eines Gastes scannen: es lässt niemanden ein.",
    go: "Ticket probieren",
    now: "Jetzt ein Ticket scannen.",
    would: (word) => `An der Tür: ${word}`,
    noOne: "niemand auf der Liste",
  },
  sound: {
    title: "Ton",
    says: "Den eigenen Piepton des Lesers ausschalten: er sagt zu allem Ja.",
    play: { green: "Willkommen", neutral: "Ruhig", amber: "Fragen", red: "Halt", not_recorded: "Nicht notiert", attention: "Aufschauen" },
    volume: (percent) => `Lautstärke ${percent} %`,
    muted: "Der Ton ist aus. F7 schaltet ihn ein.",
    yes: "Ich höre sie",
  },
  camera: {
    title: "Kamera",
    says: "Liest Tickets, wo es keinen Leser gibt.",
    open: "Kamera wählen",
    sees: "Sie sieht. Ein Ticket davorhalten, nach „Ticket probieren“.",
  },
  printer: {
    title: "Drucker für Schilder",
    says: "Wo die Schilder gedruckt werden.",
    none: "Kein Drucker: Schilder werden Dateien",
    usual: "üblich",
    address: "Adresse, ipp://…",
    take: "Diese Adresse nehmen",
    onEntry: "Ein Schild für alle, die hereinkommen",
    test: "Probedruck der Türkarte",
    find: "Drucker suchen",
    on: "ein",
    off: "aus",
  },
  practice: {
    title: "Übung",
    says: "Der Einlass mit erfundenen Gästen, für neue Helfer. Nichts bleibt.",
    on: "Üben",
    off: "Übung beenden",
    scan: "Je eines scannen",
    group: (verdict) => `${verdict}: eine Gruppe`,
    isOn: "Dies ist eine Übung: nichts hier ist echt.",
  },
  doorCard: {
    title: "Türkarte",
    says: "Eine Seite neben dem Rechner: Farben, Tasten, und was zu tun ist.",
    go: "Türkarte drucken",
  },
  checks: {
    clock: "Uhr",
    disk: "Festplatte",
    file: "Datei des Abends",
    battery: "Strom",
    sleep: "Wach bleiben",
    list: "Liste",
    tickets: "Alle Tickets",
    printer: "Drucker",
  },
  check: {
    clock: ({ when }) => (when ? `Es ist ${clockOf(LANG, when)}.` : "Die Uhr lässt sich nicht beurteilen."),
    clockOff: "Die Zeit stellen, oder nachsehen, ob es der richtige Abend ist.",
    disk: ({ megabytes }) =>
      megabytes === null
        ? "Wie viel Platz ist, lässt sich nicht sagen."
        : megabytes >= 1000
          ? `${Math.round(megabytes / 1000)} GB sind frei.`
          : `${megabytes} MB sind frei.`,
    diskOff: "Platz schaffen: den Papierkorb leeren oder Bilder auslagern.",
    file: ({ millis }, health) => {
      if (health === "bad") return "Antworten lassen sich nicht sichern.";
      return millis === null ? "Antworten werden gesichert." : `Eine Antwort ist nach ${millis} ms sicher.`;
    },
    fileOff: "Die Datei auf die eigene Festplatte dieses Rechners legen.",
    battery: ({ count, minutes: left }) =>
      count === null
        ? "Am Netz."
        : left === null
          ? `Der Akku steht bei ${count} %.`
          : `Der Akku steht bei ${count} %, das reicht ${minutes(left)}.`,
    batteryOff: "Vor dem Einlass ans Netz stecken.",
    sleep: (_, health) => {
      if (health === "good") return "Der Rechner bleibt wach, solange der Einlass offen ist.";
      return health === "none" ? "Ob der Rechner einschläft, lässt sich nicht sagen." : "Der Rechner kann einschlafen.";
    },
    sleepOff: "Den Ruhezustand in den Einstellungen ausschalten.",
    list: ({ count, when, minutes: age }) => {
      if (count === 0) return "Noch steht niemand auf der Liste.";
      const guests = count === null ? "" : plural(LANG, count, { one: "Ein Gast", other: `${count} Gäste` });
      if (when === null) return guests ? `${guests}.` : "Noch keine Liste.";
      return age === null ? `${guests}, Liste von ${clockOf(LANG, when)}.` : `${guests}, Liste von ${clockOf(LANG, when)}, ${hours(LANG, age)} alt.`;
    },
    listOff: "Eine frische Liste auf den Einlass ziehen.",
    tickets: ({ count, of }) =>
      count === null || of === 0 ? "Noch keine Tickets." : `${count} von ${of ?? count} Tickets haben einen Code.`,
    ticketsOff: "Für die übrigen Tickets ausstellen, oder sie an der Tür nach Namen suchen.",
    printer: ({ name }, health) => {
      if (!name) return "Es gibt keinen Drucker für Schilder.";
      return health === "bad" ? `${name} antwortet nicht.` : `${name} antwortet.`;
    },
    printerOff: "Nachsehen, ob er an ist und Papier hat.",
  },
};
