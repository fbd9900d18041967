//! What every face gets: the only serialisable requests and answers. Their words are those of the
//! design.

mod door;
mod evening;
mod form_trouble;
mod guests;
mod list_trouble;
mod lists;
mod machine;
mod mail;
mod office;
mod trouble;
mod words;

pub use door::{
    AttendeeBrief, Detail, First, OtherEvent, PracticeTicket, ScanAnswer, Settlement, Step,
    TalkHere, TriedTicket, UndoAnswer,
};
pub use evening::{
    Change, Counts, CurvePoint, DeskView, EventBrief, LobbyView, LogFilter, LogLine, LogPage,
    LogTone, NumbersView, Pace, RoomView, SlotView, SpeakerView, TypeNumbers, Unwritable, WifiView,
};
pub use form_trouble::{FormPart, FormTrouble};
pub use guests::{
    AnswerView, AttendeeView, FindAnswer, Found, GuestChange, NewGuest, Substitute, TicketView,
};
pub use list_trouble::{ListTrouble, OtherKind};
pub use lists::{
    Alike, ChangedField, ChangedGuest, ColumnPlace, GuestNote, ImportAnswer, ImportPreview,
    ImportRequest, ImportView, Missing, QuestionView, RejectedRow, TakenType, Twin, Twins,
    UndoneImport, Why,
};
pub use machine::{
    CameraNews, CameraView, Facts, Health, PrintAnswer, PrinterView, Rehearsed, RehearsedWhat,
};
pub use mail::{
    LeftOut, Letter, LetterChange, LetterPreview, LetterView, MailCheck, MailDoing, MailFilter,
    MailLine, MailPlan, MailProgress, MailReport, MailRequest, MailSettingsChange,
    MailSettingsView, MailState, MailTime, NotTheirs, PasswordFrom,
};
pub use office::{
    DoorForm, ErasedAnswer, Erasure, EventFields, EventFile, EventForm, ExportAnswer, ExportWhat,
    FormFault, GuestData, JobDone, JobNews, OfficeView, SaveAnswer, SlotForm, SpeakerForm,
    TicketOrder, TicketTypeForm, TicketsDrawn, Unreached,
};
pub use trouble::{CameraTrouble, FileWhy, PictureWhy, PrinterNeed, PrinterTrouble, Trouble};
pub use words::{
    Direction, Kind, Phase, Problem, ProblemKind, SlotKind, State, Status, Tone, Verdict,
};
