/* Generated from helpline.wire by `python3 dev.py gen`: change the models instead. */

/**
 * How near the end of a clearance is.
 */
export type Warns = "none" | "month" | "week" | "over";
/**
 * What is written down.
 */
export type Deed =
  | "staff_added"
  | "profile_changed"
  | "role_changed"
  | "let_go"
  | "let_in_again"
  | "link_made"
  | "signed_out"
  | "authenticator_set"
  | "authenticator_off"
  | "recovery_made"
  | "recovery_used"
  | "passkey_added"
  | "passkey_removed"
  | "oidc_bound"
  | "oidc_unbound"
  | "factors_reset"
  | "module_set"
  | "trained"
  | "training_dropped"
  | "slot_set"
  | "slot_dropped"
  | "holiday_set"
  | "holiday_dropped"
  | "opening_set"
  | "line_set"
  | "notice_set"
  | "surge_set"
  | "cap_raised"
  | "directory_imported"
  | "directory_changed"
  | "directory_checked"
  | "directory_off"
  | "directory_on";
/**
 * What a service does with what it hears; the code of a taxonomy term, after `line:`.
 */
export type Line = "help" | "may_report" | "report";
/**
 * What a service is for; the code of a taxonomy term, after `need:`.
 */
export type Need =
  | "danger"
  | "trafficking"
  | "runaway"
  | "assault"
  | "suicide"
  | "dating_violence"
  | "lgbtq"
  | "native"
  | "deaf"
  | "abuse"
  | "pictures"
  | "legal"
  | "health"
  | "substances"
  | "report";
/**
 * The languages a youth can read the page and be answered in.
 */
export type Language = "en" | "es";
/**
 * What the chat may be about, in a youth's own terms; responders opt out by the same list.
 */
export type Topic =
  | "trade"
  | "pictures"
  | "threats"
  | "hurt"
  | "sexual"
  | "dating"
  | "home"
  | "self_harm"
  | "substances"
  | "identity"
  | "friend"
  | "other";
/**
 * What a member of the staff does here.
 */
export type Role = "responder" | "supervisor" | "admin";
/**
 * How a number is used: the standard's `type` of a phone.
 */
export type Medium = "voice" | "text" | "tty" | "videophone";
/**
 * How sure a fact is; what nobody could verify has no grade here, and is given to nobody.
 */
export type Grade = "V" | "S";
/**
 * The tables of a month.
 */
export type Name =
  "arrivals" | "answers" | "waits" | "load" | "endings" | "languages" | "topics" | "outcomes" | "heavy" | "referrals";
/**
 * What opens the line, by the word that is kept and sent for it.
 */
export type OpensBy = "always" | "hours" | "plan";
/**
 * What a scripted youth can do besides writing; the desk shows it as it does for anyone.
 */
export type YouthAct = "away" | "back" | "cover" | "leave";
/**
 * How old, as coarsely as the law and a referral need it.
 */
export type AgeBand = "under_13" | "13_15" | "16_17" | "18_plus";
/**
 * The answer to "Are you safe right now?".
 */
export type Safety = "safe" | "not_safe" | "unsure";
/**
 * The answer to "Could someone see this screen?".
 */
export type Watched = "yes" | "no" | "unsure";
/**
 * What a text can ask of a service, as `{service.name}`.
 */
export type Slot =
  | "service.name"
  | "service.ways"
  | "service.phone"
  | "service.videophone"
  | "service.hours"
  | "service.ages"
  | "service.reports";
/**
 * By what somebody signed in.
 */
export type How = "link" | "passkey" | "password" | "code" | "oidc";
/**
 * What a member of the staff may ask for; each line is one row of the table.
 */
export type Act =
  | "answer"
  | "watch_floor"
  | "pull_back"
  | "hand_on"
  | "ask_join"
  | "write_note"
  | "lower_hand"
  | "acknowledge"
  | "set_line"
  | "raise_cap"
  | "see_staff"
  | "add_staff"
  | "change_profile"
  | "change_role"
  | "set_active"
  | "see_sessions"
  | "end_sessions"
  | "make_link"
  | "see_training"
  | "keep_training"
  | "set_modules"
  | "see_factors"
  | "set_factors"
  | "set_oidc"
  | "see_audit"
  | "see_shifts"
  | "set_shifts"
  | "sign_up"
  | "see_directory"
  | "change_directory"
  | "see_counts"
  | "plan_staffing";
/**
 * How long a youth waited, in minutes.
 */
export type Wait = "under_1" | "1_2" | "2_5" | "5_10" | "10_30" | "30_up";
/**
 * What somebody at a desk asks a supervisor for.
 */
export type Hand = "help" | "debrief";
/**
 * How a chat went, for the counts.
 */
export type Outcome = "talked" | "planned" | "referred" | "reported" | "left_early" | "not_for_us";
/**
 * What came of it.
 */
export type Referred = "card" | "connected" | "refused" | "withdrawn" | "expired" | "unknown";
/**
 * What an alert is about; the closed list, the gravest first.
 */
export type AlertKind = "not_safe" | "nobody_ready" | "wait" | "line" | "silent" | "shift" | "node" | "store";
/**
 * What those who wait are told; the pages have the words, in each language.
 */
export type Notice = "busy" | "break" | "closing";
/**
 * What a supervisor sees of a load.
 */
export type Outline = "light" | "steady" | "full";

export interface Catalogue {
  http: {
    ActiveChange: ActiveChange;
    AllTraining: AllTraining;
    Assertion: Assertion;
    AuditLines: AuditLines;
    ComingShifts: ComingShifts;
    Confirmation: Confirmation;
    DeskSetup: DeskSetup;
    DirectoryRead: DirectoryRead;
    DirectoryShape: DirectoryShape;
    Enrolled: Enrolled;
    Enrolment: Enrolment;
    Everyone: Everyone;
    EveryonesFactors: EveryonesFactors;
    Failure: Failure;
    FileRead: FileRead;
    Guides: Guides;
    HolidaysChange: HolidaysChange;
    Invited: Invited;
    Listing: Listing;
    ListingAnswer: ListingAnswer;
    ListingChange: ListingChange;
    ListingChecked: ListingChecked;
    ListingOff: ListingOff;
    ModuleChange: ModuleChange;
    MonthCounts: MonthCounts;
    NewPasskey: NewPasskey;
    NewRecord: NewRecord;
    NewStaff: NewStaff;
    OidcAsked: OidcAsked;
    OidcBindings: OidcBindings;
    OidcChange: OidcChange;
    OidcOffer: OidcOffer;
    OpeningChange: OpeningChange;
    OwnFactors: OwnFactors;
    OwnTraining: OwnTraining;
    PasskeyAsked: PasskeyAsked;
    PasskeyOffered: PasskeyOffered;
    PlanShape: PlanShape;
    PracticeDone: PracticeDone;
    PracticeSet: PracticeSet;
    ProfileChange: ProfileChange;
    Proof: Proof;
    RecoveryCodes: RecoveryCodes;
    Referrals: Referrals;
    Refused: Refused;
    RoleChange: RoleChange;
    SessionList: SessionList;
    SignIn: SignIn;
    SignUpShape: SignUpShape;
    SignedIn: SignedIn;
    SlotsChange: SlotsChange;
    Staffing: Staffing;
    StaffingAsked: StaffingAsked;
    Status: Status;
    TodayCounts: TodayCounts;
    YouthSetup: YouthSetup;
  };
  partner: {
    asks: {
      catch_up: {
        frame: CatchUp;
        reply: CaughtUp;
      };
      enter: {
        frame: Enter;
        reply: Entered;
      };
      leave: {
        frame: PartnerLeave;
        reply: Done;
      };
      resume: {
        frame: PartnerResume;
        reply: PartnerResumed;
      };
      say: {
        frame: YouthSay;
        reply: Accepted;
      };
      shown: {
        frame: YouthShown;
        reply: Done;
      };
      typing: {
        frame: PartnerTyping;
        reply: Done;
      };
    };
    tells: {
      again: Again;
      changed: PartnerChanged;
      ended: PartnerEnded;
      keep: Keep;
      move: Move;
      said: Said;
      shown: Shown;
      trouble: Trouble;
      typed: YouthTyped;
    };
  };
  responder: {
    asks: {
      accept: {
        frame: AnswerOffer;
        reply: Done;
      };
      arrive: {
        frame: Arrive;
        reply: Arrived;
      };
      catch_up: {
        frame: ResponderCatchUp;
        reply: CaughtUp;
      };
      decline: {
        frame: AnswerOffer;
        reply: Done;
      };
      end: {
        frame: End;
        reply: Done;
      };
      hand_over: {
        frame: HandOver;
        reply: Done;
      };
      leave_to_partner: {
        frame: LeaveToPartner;
        reply: Done;
      };
      note: {
        frame: AnswerNote;
        reply: Done;
      };
      note_seen: {
        frame: SawSupervisorsNote;
        reply: Done;
      };
      pull: {
        frame: Pull;
        reply: Done;
      };
      raise_hand: {
        frame: RaiseHand;
        reply: Done;
      };
      say: {
        frame: ResponderSay;
        reply: Accepted;
      };
      set_ready: {
        frame: SetReady;
        reply: Done;
      };
      shown: {
        frame: ResponderShown;
        reply: Done;
      };
      tap_out: {
        frame: TapOut;
        reply: Done;
      };
      typing: {
        frame: ResponderTyping;
        reply: Done;
      };
      wrap_up: {
        frame: WrapUp;
        reply: Done;
      };
    };
    tells: {
      again: Again;
      changed: DeskChanged;
      ended: ChatEnded;
      keep: Keep;
      move: Move;
      note: Noted;
      note_seen: NoteSeen;
      said: Said;
      shown: Shown;
      signed_out: SignedOut;
      trouble: Trouble;
      typed: YouthTyped;
    };
  };
  supervisor: {
    asks: {
      acknowledge: {
        frame: Acknowledge;
        reply: Done;
      };
      arrive: {
        frame: FloorArrive;
        reply: FloorArrived;
      };
      ask_join: {
        frame: AskJoin;
        reply: Done;
      };
      hand_over: {
        frame: FloorHandOver;
        reply: Done;
      };
      lower_hand: {
        frame: LowerHand;
        reply: Done;
      };
      note: {
        frame: SendNote;
        reply: Done;
      };
      note_seen: {
        frame: SawNote;
        reply: Done;
      };
      pull_back: {
        frame: PullBack;
        reply: Done;
      };
      raise_cap: {
        frame: RaiseCap;
        reply: Done;
      };
      set_line: {
        frame: SetLine;
        reply: Done;
      };
      set_notice: {
        frame: SetNotice;
        reply: Done;
      };
      set_surge: {
        frame: SetSurge;
        reply: Done;
      };
    };
    tells: {
      changed: FloorChanged;
      join_answered: JoinAnswered;
      move: Move;
      note: NoteAnswered;
      note_seen: NoteSeen;
      signed_out: SignedOut;
      trouble: Trouble;
    };
  };
  youth: {
    asks: {
      answer_join: {
        frame: AnswerJoin;
        reply: Done;
      };
      answer_leave: {
        frame: AnswerLeave;
        reply: Done;
      };
      catch_up: {
        frame: CatchUp;
        reply: CaughtUp;
      };
      come_back: {
        frame: ComeBack;
        reply: CameBack;
      };
      cover: {
        frame: Cover;
        reply: Done;
      };
      dismiss_partner: {
        frame: DismissPartner;
        reply: Done;
      };
      drop_return: {
        frame: DropReturn;
        reply: Done;
      };
      grant: {
        frame: GrantTo;
        reply: Done;
      };
      invite_partner: {
        frame: InvitePartner;
        reply: Done;
      };
      join: {
        frame: Join;
        reply: Joined;
      };
      leave: {
        frame: Leave;
        reply: Done;
      };
      resume: {
        frame: Resume;
        reply: Resumed;
      };
      say: {
        frame: YouthSay;
        reply: Accepted;
      };
      set_return: {
        frame: SetReturn;
        reply: Done;
      };
      shown: {
        frame: YouthShown;
        reply: Done;
      };
      stay: {
        frame: Stay;
        reply: Done;
      };
      switch: {
        frame: Switch;
        reply: Done;
      };
      typing: {
        frame: YouthTyping;
        reply: Done;
      };
    };
    tells: {
      again: Again;
      changed: YouthChanged;
      ended: YouthEnded;
      join_asked: JoinAsked;
      keep: Keep;
      move: Move;
      said: Said;
      shown: Shown;
      trouble: Trouble;
      typed: Typed;
    };
  };
}
/**
 * `PUT /staff/{id}/active`: let in no more, or again; the person is signed out.
 */
export interface ActiveChange {
  on: boolean;
  version: number;
}
/**
 * `GET /training`: how everybody stands who is let in.
 */
export interface AllTraining {
  modules: ModuleShape[];
  standings: Standing[];
}
/**
 * What staff can be trained in; `months` is how long a record counts, None: for good.
 */
export interface ModuleShape {
  id: string;
  months: number | null;
  name: string;
  required: boolean;
  version: number;
}
/**
 * How somebody stands today: what they lack, or until when they are cleared.
 */
export interface Standing {
  missing: MissingShape[];
  records: RecordShape[];
  staff: string;
  until: string | null;
  warns: Warns;
}
/**
 * A required module that does not count today, and the last day it did, if ever.
 */
export interface MissingShape {
  module: string;
  ran_out: string | null;
}
/**
 * A module that somebody was trained in.
 */
export interface RecordShape {
  module: string;
  on: string;
  trainer: string;
}
/**
 * What a passkey signed, and the ticket of the challenge.
 */
export interface Assertion {
  authenticator_data: string;
  client_data: string;
  id: string;
  signature: string;
  ticket: string;
  user_handle?: string | null;
}
/**
 * `GET /audit`: the last things that were done, the newest first.
 */
export interface AuditLines {
  lines: AuditLine[];
}
/**
 * One thing that was done; `actor` and `subject` are ids of staff, or `console`.
 */
export interface AuditLine {
  actor: string;
  at: number;
  deed: Deed;
  detail: string;
  n: number;
  subject: string;
}
/**
 * `GET /shifts`: the shifts of the coming four weeks, the next one first.
 */
export interface ComingShifts {
  shifts: ShiftShape[];
}
/**
 * A shift that runs or is to come; `lacks` people have still to be found.
 */
export interface ShiftShape {
  begins: number;
  ends: number;
  lacks: number;
  on: string;
  people: ComerShape[];
  slot: string;
  wanted: number;
}
/**
 * Somebody who comes, by first name.
 */
export interface ComerShape {
  id: string;
  name: string;
}
/**
 * `PUT /staff/{id}/authenticator`: a code of the new secret.
 */
export interface Confirmation {
  code: string;
  ticket: string;
}
/**
 * `GET /desk`: what the desk needs besides the chats.
 */
export interface DeskSetup {
  join: string;
  numbers: HelpNumber[];
  return_minutes: number;
  templates: Template[];
}
/**
 * A place to call or text, as the directory gives it out; the texts are per language.
 */
export interface HelpNumber {
  about: {
    [k: string]: string;
  };
  call?: string | null;
  id: string;
  name: string;
  reports: boolean;
  said: {
    [k: string]: string[];
  };
  text_to?: string | null;
  text_word?: string | null;
}
/**
 * A ready sentence a responder can put into the text box and change.
 */
export interface Template {
  id: string;
  text: {
    [k: string]: string;
  };
  title: string;
}
/**
 * `POST /directory/file`: what a file has beside what is kept, or why nothing of it is taken.
 *
 * With `?version=` of an earlier answer it is kept in place of what there is; without, it is
 * only looked at.
 */
export interface DirectoryRead {
  faults: FileFault[];
  gone: number;
  more: number;
  new: number;
  services: number;
  version: number;
}
/**
 * What is wrong, and where: the file, its row (the header is row 1; 0: the file), its field.
 */
export interface FileFault {
  field: string;
  file: string;
  row: number;
  words: string;
}
/**
 * `GET /directory`: every entry by its name, also one that is off or held back.
 */
export interface DirectoryShape {
  entries: ListingShape[];
  terms: TermShape[];
}
/**
 * An entry. `given`: it may be given to anybody; `due`: it has to be looked at first.
 */
export interface ListingShape {
  cells: CellShape[];
  due: boolean;
  due_since: string | null;
  faults: FileFault[];
  given: boolean;
  line: Line | null;
  name: string;
  needs: Need[];
  off: boolean;
  open_now: boolean | null;
  organization: string;
  service: string;
  version: number;
}
/**
 * A cell that may be changed; `fact` is the column of the fact it belongs to, or empty.
 */
export interface CellShape {
  column: string;
  fact: string;
  row: string;
  table: string;
  value: string;
  vouched: SourceShape[];
}
/**
 * What vouches for a fact, as it is written: where it was read, its grade, the day.
 */
export interface SourceShape {
  grade: string;
  on: string;
  source: string;
}
/**
 * A term of the directory that says whether a service reports.
 */
export interface TermShape {
  id: string;
  line: Line;
}
/**
 * The authenticator counts from now on.
 */
export interface Enrolled {
  codes: string[];
}
/**
 * `POST /staff/{id}/authenticator`: a new secret; it counts once a code of it was sent back.
 */
export interface Enrolment {
  picture: string;
  secret: string;
  ticket: string;
  uri: string;
}
/**
 * `GET /staff`: all staff.
 */
export interface Everyone {
  people: StaffMember[];
}
/**
 * Somebody on the staff.
 */
export interface StaffMember {
  active: boolean;
  id: string;
  languages: Language[];
  name: string;
  opted_out: Topic[];
  role: Role;
  sign_in_name: string;
  version: number;
}
/**
 * `GET /factors`: who has which.
 */
export interface EveryonesFactors {
  people: PersonsFactors[];
}
/**
 * Which factors a person has.
 */
export interface PersonsFactors {
  factors: FactorsShape;
  id: string;
}
/**
 * Which factors somebody has, in numbers.
 */
export interface FactorsShape {
  authenticator: boolean;
  passkeys: number;
  password: boolean;
  recovery: number;
}
/**
 * An HTTP error body; `code` as in `core.errors`.
 */
export interface Failure {
  code: string;
  ok?: false;
  wait_s?: number | null;
}
/**
 * `POST /training/file`: how many records a file has, or why nothing of it is taken.
 */
export interface FileRead {
  faults: FaultShape[];
  more: number;
  records: number;
}
/**
 * What is wrong in a row of a file, as the spreadsheet counts them, and in which column.
 */
export interface FaultShape {
  column: string | null;
  row: number;
  words: string;
}
/**
 * `GET /guides`: all of them, so that nobody is told which one is looked at.
 */
export interface Guides {
  guides: GuideShape[];
}
/**
 * One guide.
 */
export interface GuideShape {
  about: {
    [k: string]: string;
  };
  counsel: GuideCounsel[] | null;
  id: string;
  parts: GuidePart[];
  sources: string[];
  title: {
    [k: string]: string;
  };
}
/**
 * What the operator's counsel says for a state (its postal code), or for `US` as a whole.
 */
export interface GuideCounsel {
  state: string;
  words: {
    [k: string]: string;
  };
}
/**
 * Points that belong together, under a heading.
 */
export interface GuidePart {
  points: {
    [k: string]: string;
  }[];
  title: {
    [k: string]: string;
  };
}
/**
 * `PUT /shifts/holidays`: all days on which no slot and none of the set hours begin.
 */
export interface HolidaysChange {
  /**
   * @maxItems 200
   */
  holidays: string[];
  version: number;
}
/**
 * Somebody was added, or may sign in anew: the link does it once, within 15 minutes.
 */
export interface Invited {
  link: string;
  person: StaffMember;
}
/**
 * `GET /more.json`, and inside the page of `/more`: all other help, in the order shown.
 */
export interface Listing {
  places: HelpPlace[];
}
/**
 * One entry of the directory: what is read of it, and what it can be found by.
 */
export interface HelpPlace {
  about: {
    [k: string]: string;
  };
  areas: string[];
  hours: OpenHours[];
  id: string;
  languages: string[];
  line: Line;
  name: string;
  needs: Need[];
  oldest: number | null;
  phones: HelpPhone[];
  said: {
    [k: string]: string[];
  };
  web: string;
  youngest: number | null;
}
/**
 * When a place is open by its own wall; on a closed date no span begins.
 */
export interface OpenHours {
  closed: string[];
  first: string | null;
  last: string | null;
  spans: OpenSpan[];
  zone: string;
}
/**
 * Hours of every week; an end that is not after the start is on the next day.
 */
export interface OpenSpan {
  closes: number;
  day: number;
  opens: number;
}
/**
 * A number, how it is used, and the word a text to it has to say.
 */
export interface HelpPhone {
  medium: Medium;
  number: string;
  word: string | null;
}
/**
 * It is kept; or, with faults, nothing was: the entry would have these, and has not now.
 */
export interface ListingAnswer {
  faults: FileFault[];
}
/**
 * `PATCH /directory`: cells of an entry; `looked` is needed where one of them is a fact.
 */
export interface ListingChange {
  /**
   * @minItems 1
   * @maxItems 200
   */
  cells: [CellChange, ...CellChange[]];
  looked?: LookedShape | null;
  service: string;
  version: number;
}
/**
 * What a cell is to say from now on.
 */
export interface CellChange {
  column: string;
  row: string;
  table: string;
  to: string;
}
/**
 * Where somebody read today what an entry says, and how sure that is.
 */
export interface LookedShape {
  grade: Grade;
  source: string;
}
/**
 * `POST /directory/checked`: facts of an entry that were found to hold today.
 */
export interface ListingChecked {
  /**
   * @minItems 1
   * @maxItems 200
   */
  facts: [ListingFact, ...ListingFact[]];
  looked: LookedShape;
  service: string;
  version: number;
}
/**
 * A fact of an entry.
 */
export interface ListingFact {
  column: string;
  row: string;
  table: string;
}
/**
 * `PUT /directory/off`: give an entry to nobody any more, or again.
 */
export interface ListingOff {
  off: boolean;
  service: string;
  version: number;
}
/**
 * `PUT /training/modules/{id}`: a module to add (version 0), or to change.
 */
export interface ModuleChange {
  months: number | null;
  name: string;
  required: boolean;
  version: number;
}
/**
 * `GET /counts?month=2026-10`: a month that is over; without a month, the last.
 *
 * `GET /counts/file` gives the same to be taken away, and with `csv` in the query as CSV.
 */
export interface MonthCounts {
  least: number;
  month: string;
  months: string[];
  tables: CountTable[];
  target_s: number;
  time_zone: string;
}
/**
 * Counts by the members of one closed list, or of two; `n` stands for a list of one.
 */
export interface CountTable {
  cells: (number | null)[][];
  columns: string[];
  name: Name;
  row_totals: (number | null)[];
  rows: string[];
  total: number | null;
  totals: (number | null)[];
}
/**
 * `POST /staff/{id}/passkeys`: a passkey that was made, and what to call it.
 */
export interface NewPasskey {
  attestation: string;
  client_data: string;
  id: string;
  name: string;
  ticket: string;
}
/**
 * `POST /staff/{id}/training`: somebody was trained, today or before.
 */
export interface NewRecord {
  module: string;
  on: string;
  trainer: string;
}
/**
 * `POST /staff`: somebody to add; they sign in first by the link in the answer.
 */
export interface NewStaff {
  /**
   * @minItems 1
   * @maxItems 2
   */
  languages?: [Language, ...Language[]];
  name: string;
  /**
   * @maxItems 12
   */
  opted_out?: Topic[];
  role: Role;
  sign_in_name: string;
}
/**
 * `POST /session/oidc`: where to sign in; the provider sends the browser back to us.
 */
export interface OidcAsked {
  url: string;
}
/**
 * `GET /oidc`: everybody's, and what the provider is called; None: there is none.
 */
export interface OidcBindings {
  name: string | null;
  people: OidcBinding[];
}
/**
 * By which account somebody comes in, or is waited for: one of the two is None.
 */
export interface OidcBinding {
  current: boolean;
  email: string | null;
  id: string;
  subject: string | null;
}
/**
 * `PUT /staff/{id}/oidc`: the provider's subject for somebody, or their e-mail address.
 */
export interface OidcChange {
  account: string;
}
/**
 * `GET /session/oidc`: what the organization's own sign-in is called; None: there is none.
 */
export interface OidcOffer {
  name: string | null;
  unknown: string | null;
}
/**
 * `PUT /shifts/opening`: what opens the line, and the set hours.
 */
export interface OpeningChange {
  /**
   * @maxItems 200
   */
  hours: SpanShape[];
  opens_by: OpensBy;
  version: number;
}
/**
 * Hours of every week; an end that is not after the start is the next day's. 0 is Monday.
 */
export interface SpanShape {
  end: string;
  start: string;
  weekday: number;
}
/**
 * `GET /staff/{id}/factors`: the factors of one person.
 */
export interface OwnFactors {
  factors: FactorsShape;
  passkeys: PasskeyShape[];
}
/**
 * A passkey as its owner may see it; times in seconds since 1970.
 */
export interface PasskeyShape {
  created: number;
  id: string;
  last_used: number | null;
  name: string;
}
/**
 * `GET /staff/{id}/training`.
 */
export interface OwnTraining {
  modules: ModuleShape[];
  standing: Standing;
}
/**
 * `POST /session/passkey`: what a passkey has to sign, to sign in or to show a factor.
 */
export interface PasskeyAsked {
  challenge: string;
  rp_id: string;
  ticket: string;
}
/**
 * `POST /staff/{id}/passkeys/challenge`: what a browser makes a new passkey from.
 */
export interface PasskeyOffered {
  algorithms: number[];
  challenge: string;
  display_name: string;
  exclude: string[];
  rp_id: string;
  ticket: string;
  user_id: string;
  user_name: string;
}
/**
 * `GET /shifts/plan`: the weekly plan, the holidays, what opens the line, and the caps.
 */
export interface PlanShape {
  /**
   * @maxItems 200
   */
  holidays: string[];
  /**
   * @maxItems 200
   */
  hours: SpanShape[];
  opens_by: OpensBy;
  shift_h: number;
  /**
   * @maxItems 200
   */
  slots: SlotShape[];
  version: number;
  week_h: number;
  zone: string;
}
/**
 * A shift of every week, and how many people are wanted for it.
 */
export interface SlotShape {
  end: string;
  id: string;
  start: string;
  wanted: number;
  weekday: number;
}
/**
 * `POST /practice/{id}/done`: it is kept. The page's word is all there is to go by.
 */
export interface PracticeDone {
  trained: boolean;
}
/**
 * `GET /practice`: what this person may practise, with nothing about what they opted out of.
 */
export interface PracticeSet {
  done: {
    [k: string]: string;
  };
  offer_s: number;
  scenarios: PracticeScenario[];
}
/**
 * One scripted youth.
 */
export interface PracticeScenario {
  about: {
    [k: string]: string;
  };
  beats: PracticeBeat[];
  id: string;
  intake: IntakeShape;
  look_back: PracticeQuestion[];
  title: {
    [k: string]: string;
  };
}
/**
 * Lines, an act, and how many messages of the responder are waited for after them.
 */
export interface PracticeBeat {
  does: YouthAct | null;
  if_quiet: PracticeQuiet | null;
  lines: PracticeLine[];
  replies: number;
}
/**
 * What the youth says, once, when nothing has been written for so long.
 */
export interface PracticeQuiet {
  after_s: number;
  lines: PracticeLine[];
}
/**
 * A message of a scripted youth, and the pause before it is typed.
 */
export interface PracticeLine {
  after_s: number;
  text: {
    [k: string]: string;
  };
}
/**
 * The answers a youth chose to give; every one may be left out.
 */
export interface IntakeShape {
  age_band?: AgeBand | null;
  /**
   * The languages a youth can read the page and be answered in.
   */
  language?: "en" | "es";
  safety?: Safety | null;
  state?: string | null;
  /**
   * @maxItems 12
   */
  topics?: Topic[];
  watched?: Watched | null;
}
/**
 * A question to look back with; no answer is asked for, and none is kept.
 */
export interface PracticeQuestion {
  ask: {
    [k: string]: string;
  };
  good: {
    [k: string]: string;
  };
  source: string | null;
}
/**
 * `PATCH /staff/{id}`: what a person is shown and matched by; what is left out stays.
 */
export interface ProfileChange {
  languages?: [Language, ...Language[]] | null;
  name?: string | null;
  opted_out?: Topic[] | null;
  version: number;
}
/**
 * `POST /session/proof`: a factor, shown again; a password where there is no second factor.
 */
export interface Proof {
  code?: string | null;
  passkey?: Assertion | null;
  password?: string | null;
}
/**
 * `POST /staff/{id}/recovery`: new recovery codes; they are shown here and nowhere else.
 */
export interface RecoveryCodes {
  codes: string[];
}
/**
 * `GET /referrals`: all kinds of need, so that nobody is told which one is looked at.
 */
export interface Referrals {
  needs: ReferralNeed[];
}
/**
 * The texts for one kind of need; no service: the directory gives none of them out now.
 */
export interface ReferralNeed {
  need: Need;
  services: ReferralService[];
  title: {
    [k: string]: string;
  };
}
/**
 * A service of the directory that may be given out now, and what is said of it.
 *
 * First those that the texts name, then whoever else is for this need.
 */
export interface ReferralService {
  about: string;
  areas: string[];
  check_first: boolean;
  id: string;
  lacking: Slot[];
  languages: string[];
  line: Line;
  name: string;
  oldest: number | null;
  open_now: boolean | null;
  phones: HelpPhone[];
  said: ReferralSaid | null;
  web: string;
  youngest: number | null;
}
/**
 * What is said of one service; all but the script is for the youth.
 */
export interface ReferralSaid {
  consent: {
    [k: string]: string;
  };
  introduction: {
    [k: string]: string;
  };
  no_answer: {
    [k: string]: string;
  };
  script: {
    [k: string]: string;
  }[];
  steps: {
    [k: string]: string;
  }[];
}
/**
 * Nothing was changed. `code` is one of the codes in `core.errors`.
 */
export interface Refused {
  code: string;
  wait_s?: number | null;
}
/**
 * `PUT /staff/{id}/role`: another role; the person is signed out.
 */
export interface RoleChange {
  role: Role;
  version: number;
}
/**
 * `GET /staff/{id}/sessions`.
 */
export interface SessionList {
  sessions: SessionShape[];
}
/**
 * Where somebody is signed in; times in seconds since 1970.
 */
export interface SessionShape {
  created: number;
  how: How;
  id: string;
  last_seen: number;
  this: boolean;
}
/**
 * `POST /session`: a passkey, a one-time link's token, or a name with a password.
 *
 * `factor_needed` says that the name and password fit, and that a code has to come with them.
 */
export interface SignIn {
  code?: string | null;
  link?: string | null;
  name?: string | null;
  passkey?: Assertion | null;
  password?: string | null;
}
/**
 * `POST /staff/{id}/shifts`: the slot, and the date on which it begins.
 */
export interface SignUpShape {
  on: string;
  slot: string;
}
/**
 * `POST` and `GET /session`: who is signed in, and a token for the socket's `auth`.
 */
export interface SignedIn {
  factors: FactorsShape;
  idle_s: number;
  may: Act[];
  me: Me;
  token: string;
  way: Way;
}
/**
 * The signed-in person as the desk shows them.
 */
export interface Me {
  cap: number;
  id: string;
  languages: Language[];
  name: string;
  raised_s?: number;
  ready: boolean;
  role: Role;
  training_days: number | null;
}
/**
 * `GET /way`: where a page's socket goes.
 *
 * Long polling needs its node again and again, so each node has a path of its own. A page that
 * can't connect any more asks once more: the answer comes from a node that is there.
 */
export interface Way {
  sockets: string;
}
/**
 * `PUT /shifts/plan`: all slots; with one that is left out go its sign-ups.
 */
export interface SlotsChange {
  /**
   * @maxItems 200
   */
  slots: SlotShape[];
  version: number;
}
/**
 * The hours of a week, a day after the other from Monday on, by the clock of a time zone.
 */
export interface Staffing {
  days: StaffingHour[][];
  zone: string;
}
/**
 * One hour: who is needed, who is planned, and how it goes with those who are planned.
 */
export interface StaffingHour {
  arrivals: number;
  busy: number;
  in_time: number;
  lacks: number;
  leaves: number;
  needed: number;
  planned: number;
  wait_s: number;
}
/**
 * `POST /staffing`: typed numbers. Nothing is kept of them.
 */
export interface StaffingAsked {
  arrivals: number[] | null;
  chat_min: number;
  chats_each: number;
  patience_min: number;
  percent: number;
  within_s: number;
}
/**
 * `GET /status`: what a partner's button shows.
 */
export interface Status {
  answering: boolean;
  opens: number | null;
  state: "open" | "paused" | "closed";
}
/**
 * `GET /counts/today`: the day so far, in steps of five; None: too few yet to say.
 */
export interface TodayCounts {
  answered: number;
  in_time: number | null;
  left: number;
  longest: Wait | null;
  median: Wait | null;
  most: Wait | null;
  target_s: number;
}
/**
 * Inert JSON in the youth's page.
 */
export interface YouthSetup {
  answering: boolean;
  decoy: string;
  disclosure: {
    [k: string]: string;
  };
  language: Language;
  listing: Listing | null;
  numbers: HelpNumber[];
  opens: number | null;
  return_minutes: number;
  state: "open" | "paused" | "closed";
  way: Way;
}
/**
 * Ask for what was said after a number.
 */
export interface CatchUp {
  after: number;
}
/**
 * What was said after the number asked for.
 */
export interface CaughtUp {
  missed: Said[];
  more: boolean;
}
/**
 * One sealed message with its number in the chat's log.
 */
export interface Said {
  body: string;
  chat: string;
  cid: string;
  epoch: number;
  n: number;
  sender: string;
  seq: number;
}
/**
 * Open a link, which is spent by it; the same page may ask again.
 */
export interface Enter {
  chat: string;
  proof: string;
  public_key: string;
  token: string;
}
/**
 * A place in the chat. The ticket, held in page memory only, is the one proof of it.
 */
export interface Entered {
  ticket: string;
  view: PartnerView;
}
/**
 * Everything a partner's page may know, apart from the messages.
 */
export interface PartnerView {
  chat: string;
  covered: boolean;
  era: string;
  grant: Grant | null;
  last: number;
  reader: string;
  responder: string | null;
  youth_link: "here" | "away";
}
/**
 * The keys of a chat, sealed by the youth's page to one reader's public key.
 */
export interface Grant {
  epoch: number;
  public_key: string;
  sealed: string;
}
/**
 * Go; the chat goes on without the partner.
 */
export interface PartnerLeave {}
/**
 * It is done; there is nothing more to say.
 */
export interface Done {}
/**
 * Come back to the place after the connection was lost.
 */
export interface PartnerResume {
  after?: number;
  era?: string | null;
  ticket: string;
}
/**
 * The chat as it is now, with what was said after the number the page had.
 */
export interface PartnerResumed {
  missed: Said[];
  more: boolean;
  view: PartnerView;
}
/**
 * Say something, sealed.
 */
export interface YouthSay {
  body: string;
  cid: string;
  epoch: number;
  n: number;
}
/**
 * The message has its number and will be delivered.
 */
export interface Accepted {
  seq: number;
  shown: boolean;
}
/**
 * These messages stand on this page now.
 */
export interface YouthShown {
  /**
   * @minItems 1
   * @maxItems 100
   */
  cids: [string, ...string[]];
}
/**
 * The partner is writing, or has stopped.
 */
export interface PartnerTyping {
  on: boolean;
}
/**
 * The store has lost what it held: come to your place again, with your ticket.
 */
export interface Again {}
/**
 * The chat is now like this.
 */
export interface PartnerChanged {
  view: PartnerView;
}
/**
 * The place is over; whatever the page holds is wiped now. Why is nobody's business here.
 */
export interface PartnerEnded {}
/**
 * A newer ticket; it takes the place of the one the page holds.
 */
export interface Keep {
  ticket: string;
}
/**
 * The node is going: connect again after this time, which leads to another one.
 */
export interface Move {
  after_ms: number;
}
/**
 * These messages stand on the other page: whoever wrote them need not keep them any longer.
 */
export interface Shown {
  chat: string;
  /**
   * @minItems 1
   * @maxItems 100
   */
  cids: [string, ...string[]];
}
/**
 * The store does not answer, or answers again: what is written meanwhile waits in the page.
 */
export interface Trouble {
  on: boolean;
}
/**
 * The youth is writing, or has stopped.
 */
export interface YouthTyped {
  chat: string;
  on: boolean;
}
/**
 * Accept or decline the offer that bears this fence.
 */
export interface AnswerOffer {
  chat: string;
  fence: number;
}
/**
 * A desk is here, with the public key its page made at sign-in.
 */
export interface Arrive {
  public_key: string;
  ticket?: string | null;
}
/**
 * The desk as it is.
 */
export interface Arrived {
  view: DeskView;
}
/**
 * Everything a responder's desk shows, apart from the messages.
 */
export interface DeskView {
  chats: DeskChat[];
  colleagues: Colleague[];
  era: string;
  gap_s: number;
  hand: Hand | null;
  line: LineShape;
  load: LoadShape;
  me: Me;
  offer: Offer | null;
  wrap_up: number[];
}
/**
 * An open chat on a responder's desk.
 */
export interface DeskChat {
  asked_s: number;
  chat: string;
  covered: boolean;
  fence: number;
  grant: Grant | null;
  intake: IntakeShape;
  last: number;
  open_s: number;
  partner?: DeskPartner | null;
  quiet_s: number;
  reader: string;
  youth_link: "here" | "away";
}
/**
 * A partner in a chat, or the link for one; who they are the desk knows by itself.
 */
export interface DeskPartner {
  epoch: number | null;
  invited_s: number;
  leaving: boolean;
  link: "here" | "away";
  reader: string | null;
}
/**
 * A responder to whom a chat can be handed right now.
 */
export interface Colleague {
  id: string;
  name: string;
}
/**
 * The line in outline: numbers only, nothing that lets one youth be chosen.
 */
export interface LineShape {
  longest_s: number;
  not_safe: number;
  state: "open" | "paused" | "closed";
  until: number | null;
  waiting: number;
}
/**
 * What a desk has seen since its owner signed in: their own to see.
 */
export interface LoadShape {
  chats: number;
  heavy: number;
}
/**
 * A chat offered to one responder until the deadline.
 */
export interface Offer {
  by_name: boolean;
  chat: string;
  fence: number;
  intake: IntakeShape;
  left_s: number;
  waited_s: number;
}
/**
 * Ask for what was said in a chat after a number.
 */
export interface ResponderCatchUp {
  after: number;
  chat: string;
  fence: number;
}
/**
 * End the chat and wipe it.
 */
export interface End {
  chat: string;
  fence: number;
}
/**
 * Hand the chat to a colleague by id, or back to the front of the line.
 */
export interface HandOver {
  chat: string;
  fence: number;
  to?: string | null;
}
/**
 * Ask the youth to go on with the partner alone; the seat is kept until they answer.
 */
export interface LeaveToPartner {
  chat: string;
  fence: number;
}
/**
 * A responder answers.
 */
export interface AnswerNote {
  back: string;
  cid: string;
  sealed: string;
}
/**
 * A responder's page shows what a supervisor wrote.
 */
export interface SawSupervisorsNote {
  back: string;
  cid: string;
}
/**
 * Ask for the next chat in the line; nobody picks.
 */
export interface Pull {}
/**
 * Ask a supervisor for a hand or a talk, or take it back.
 */
export interface RaiseHand {
  hand: Hand | null;
}
/**
 * Say something to the youth, sealed.
 */
export interface ResponderSay {
  body: string;
  chat: string;
  cid: string;
  epoch: number;
  fence: number;
  n: number;
}
/**
 * Take chats, or rest.
 */
export interface SetReady {
  on: boolean;
}
/**
 * These messages of the youth stand on this page now.
 */
export interface ResponderShown {
  chat: string;
  /**
   * @minItems 1
   * @maxItems 100
   */
  cids: [string, ...string[]];
  fence: number;
}
/**
 * Give the chat to the front of the line, and rest.
 */
export interface TapOut {
  chat: string;
  fence: number;
}
/**
 * The responder is writing, or has stopped.
 */
export interface ResponderTyping {
  chat: string;
  fence: number;
  on: boolean;
}
/**
 * What is counted of an ended chat: closed lists, added up, never kept together.
 */
export interface WrapUp {
  fence: number;
  heavy?: boolean;
  outcome?: Outcome | null;
  /**
   * @maxItems 10
   */
  referrals?: Referral[];
  /**
   * @maxItems 12
   */
  topics?: Topic[];
}
/**
 * What a chat's referral was for, and what came of it; to whom is not told.
 */
export interface Referral {
  need: Need;
  outcome: Referred;
}
/**
 * The desk is now like this.
 */
export interface DeskChanged {
  view: DeskView;
}
/**
 * A chat has left the desk; whatever the page holds of it is wiped now.
 */
export interface ChatEnded {
  chat: string;
  fence: number;
  why:
    | "left"
    | "closed"
    | "idle"
    | "gone"
    | "handed_over"
    | "pulled_back"
    | "switched"
    | "responder_gone"
    | "silent"
    | "parked"
    | "with_partner";
}
/**
 * A supervisor has written.
 */
export interface Noted {
  back: string;
  back_key: string;
  cid: string;
  name: string;
  sealed: string | null;
  staff: string;
}
/**
 * The other page shows this note, so that it need not be sent again.
 */
export interface NoteSeen {
  cid: string;
  staff: string;
}
/**
 * The session behind this page has ended.
 */
export interface SignedOut {}
/**
 * A supervisor sees to an alert; it says nothing more until it is over.
 */
export interface Acknowledge {
  kind: AlertKind;
}
/**
 * A floor is here.
 */
export interface FloorArrive {}
/**
 * The floor as it is.
 */
export interface FloorArrived {
  rules: FloorRule[];
  view: FloorView;
}
/**
 * What raises an alert: seconds; of `line` people, of `node` nodes, of `shift` hours.
 */
export interface FloorRule {
  kind: AlertKind;
  limit: number;
}
/**
 * Everything the supervisor's floor shows.
 */
export interface FloorView {
  alerts?: FloorAlert[];
  alone?: FloorAlone[];
  line: LineShape;
  nodes: number;
  notice?: Notice | null;
  notice_s?: number;
  responders: FloorResponder[];
  store_s: number;
  surge_s?: number;
  waits?: FloorWait[];
}
/**
 * An alert that stands: numbers of the floor, and nothing of a chat.
 */
export interface FloorAlert {
  kind: AlertKind;
  n: number;
  raised_s: number;
  seconds: number | null;
  seen_by: string | null;
  speaks: boolean;
}
/**
 * A chat in which a partner is, and nobody of ours: the floor must not overlook it.
 */
export interface FloorAlone {
  chat: string;
  in_line: boolean;
  partner_link: "here" | "away";
  quiet_s: number;
  youth_link: "here" | "away";
}
/**
 * A responder who is signed in.
 */
export interface FloorResponder {
  cap: number;
  chats: FloorChat[];
  hand: Hand | null;
  heavy: number;
  id: string;
  link: "here" | "away";
  load: Outline;
  name: string;
  offer_left_s: number | null;
  page_key: string | null;
  pausing: boolean;
  raised_s: number;
  ready: boolean;
  ready_s: number | null;
}
/**
 * An open chat on the floor: who holds it and how it fares, never what is said.
 */
export interface FloorChat {
  chat: string;
  open_s: number;
  partner?: boolean;
  quiet_s: number;
  responder_link: "here" | "away";
  youth_link: "here" | "away";
}
/**
 * How those wait whom one answer has in common; numbers only, so nobody can be chosen.
 */
export interface FloorWait {
  by: "language" | "topic" | "safety";
  longest_s: number;
  value: string;
  waiting: number;
}
/**
 * A supervisor asks to be let into an open chat.
 */
export interface AskJoin {
  back_key: string;
  chat: string;
}
/**
 * Offer an open chat to somebody by name, in place of whoever has it.
 */
export interface FloorHandOver {
  chat: string;
  to: string;
}
/**
 * A supervisor is with whoever raised a hand.
 */
export interface LowerHand {
  staff: string;
}
/**
 * A supervisor writes to a responder; without words it only tells where answers go now.
 */
export interface SendNote {
  back_key: string;
  cid: string;
  key: string;
  sealed: string | null;
  to: string;
}
/**
 * A supervisor's page shows what a responder wrote.
 */
export interface SawNote {
  cid: string;
  to: string;
}
/**
 * Put an open chat back to the front of the line.
 */
export interface PullBack {
  chat: string;
}
/**
 * Let somebody have one chat more for an hour, or no more.
 */
export interface RaiseCap {
  on: boolean;
  staff: string;
}
/**
 * Open, pause or close the line.
 */
export interface SetLine {
  state: "open" | "paused" | "closed";
}
/**
 * Tell those who wait something for an hour, or nothing any more.
 */
export interface SetNotice {
  notice: Notice | null;
}
/**
 * Have a surge for an hour, or none any more.
 */
export interface SetSurge {
  on: boolean;
}
/**
 * The floor is now like this.
 */
export interface FloorChanged {
  view: FloorView;
}
/**
 * The youth has answered.
 */
export interface JoinAnswered {
  chat: string;
  sealed: string | null;
}
/**
 * A responder has answered.
 */
export interface NoteAnswered {
  cid: string;
  sealed: string;
  staff: string;
}
/**
 * The youth's answer: the link, or None for a no.
 */
export interface AnswerJoin {
  back: string;
  sealed: string | null;
}
/**
 * Whether the youth goes on with the partner alone; without a yes they go to the line.
 */
export interface AnswerLeave {
  yes: boolean;
}
/**
 * Ask for what return words lead to; a right answer is followed by `resume`.
 */
export interface ComeBack {
  token: string;
}
/**
 * What the words lead to.
 */
export interface CameBack {
  blob: string;
}
/**
 * The page put its cover on or took it off.
 */
export interface Cover {
  on: boolean;
}
/**
 * Take the yes back; a partner who has come by it is out at once.
 */
export interface DismissPartner {}
/**
 * Take the return words back.
 */
export interface DropReturn {}
/**
 * Let one reader read: the keys, sealed to the public key the page was shown.
 */
export interface GrantTo {
  epoch: number;
  public_key: string;
  reader: string;
  sealed: string;
}
/**
 * Let one partner come in by a link, within 15 minutes; the link itself is not told.
 */
export interface InvitePartner {
  token_hash: string;
}
/**
 * Ask for a place in the line.
 */
export interface Join {
  intake?: IntakeShape;
}
/**
 * A place in the line. The ticket, held in page memory only, is the one proof of it.
 */
export interface Joined {
  chat: string;
  ticket: string;
  view: YouthView;
}
/**
 * The chat as the youth's page may know it.
 */
export interface YouthView {
  ahead: number | null;
  answering: boolean;
  era: string;
  invited_s?: number;
  last: number;
  leaving?: boolean;
  next_name: string | null;
  notice?: Notice | null;
  nudge: 0 | 1 | 2 | 3;
  phase: "waiting" | "offered" | "open" | "partnered";
  readers: Reader[];
  surge?: boolean;
  wait: WaitRange | null;
  why: ("handed_over" | "responder_gone" | "silent" | "pulled_back" | "switched" | "partner_gone") | null;
}
/**
 * Somebody who takes part in the chat. They can read once the youth's page has granted it.
 */
export interface Reader {
  id: string;
  link: "here" | "away";
  name: string;
  proof?: string | null;
  public_key: string | null;
  role: Role | "partner";
}
/**
 * An honest range of minutes still to wait, from recent chats.
 */
export interface WaitRange {
  high: number;
  low: number;
}
/**
 * End the chat and wipe it, return words or not.
 */
export interface Leave {}
/**
 * Come back to a chat after the connection was lost.
 */
export interface Resume {
  after?: number;
  era?: string | null;
  ticket: string;
}
/**
 * The chat as it is now, with what was said after the number the page had.
 */
export interface Resumed {
  chat: string;
  missed: Said[];
  more: boolean;
  view: YouthView;
}
/**
 * Choose return words, or seal anew what they lead to: the exit then keeps the chat a while.
 */
export interface SetReturn {
  blob: string;
  token: string;
}
/**
 * The youth is still there.
 */
export interface Stay {}
/**
 * The youth wants to talk to somebody else; no reason is asked or kept.
 */
export interface Switch {}
/**
 * The youth is writing, or has stopped; sent at most every few seconds.
 */
export interface YouthTyping {
  on: boolean;
}
/**
 * The chat is now like this.
 */
export interface YouthChanged {
  view: YouthView;
}
/**
 * The chat is over and wiped.
 */
export interface YouthEnded {
  why: "left" | "closed" | "idle" | "gone";
}
/**
 * The youth is asked.
 */
export interface JoinAsked {
  back: string;
  back_key: string;
  name: string;
}
/**
 * The other side is writing, or has stopped.
 */
export interface Typed {
  on: boolean;
  reader: string;
}
