/* Generated from helpline.wire by `python3 dev.py gen`: change the models instead. */

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
  | "module_set"
  | "trained"
  | "training_dropped";
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
 * By what somebody signed in.
 */
export type How = "link" | "password";
/**
 * What a member of the staff may ask for; each line is one row of the table.
 */
export type Act =
  | "answer"
  | "watch_floor"
  | "pull_back"
  | "set_line"
  | "see_staff"
  | "add_staff"
  | "change_profile"
  | "change_role"
  | "set_active"
  | "see_sessions"
  | "end_sessions"
  | "make_link"
  | "see_audit";
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
 * How a chat went, for the counts.
 */
export type Outcome = "talked" | "planned" | "referred" | "reported" | "left_early" | "not_for_us";

export interface Catalogue {
  http: {
    ActiveChange: ActiveChange;
    AuditLines: AuditLines;
    DeskSetup: DeskSetup;
    Everyone: Everyone;
    Failure: Failure;
    Invited: Invited;
    NewStaff: NewStaff;
    ProfileChange: ProfileChange;
    Refused: Refused;
    RoleChange: RoleChange;
    SessionList: SessionList;
    SignIn: SignIn;
    SignedIn: SignedIn;
    Status: Status;
    YouthSetup: YouthSetup;
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
      pull: {
        frame: Pull;
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
      said: Said;
      shown: Shown;
      signed_out: SignedOut;
      trouble: Trouble;
      typed: YouthTyped;
    };
  };
  supervisor: {
    asks: {
      arrive: {
        frame: FloorArrive;
        reply: FloorArrived;
      };
      pull_back: {
        frame: PullBack;
        reply: Done;
      };
      set_line: {
        frame: SetLine;
        reply: Done;
      };
    };
    tells: {
      changed: FloorChanged;
      move: Move;
      signed_out: SignedOut;
      trouble: Trouble;
    };
  };
  youth: {
    asks: {
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
      drop_return: {
        frame: DropReturn;
        reply: Done;
      };
      grant: {
        frame: GrantTo;
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
 * `GET /desk`: what the desk needs besides the chats.
 */
export interface DeskSetup {
  numbers: HelpNumber[];
  return_minutes: number;
  templates: Template[];
}
/**
 * A place to call or text, from the shipped list; the texts are per language.
 */
export interface HelpNumber {
  about: {
    [k: string]: string;
  };
  call?: string | null;
  id: string;
  name: string;
  reports: boolean;
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
 * An HTTP error body; `code` as in `core.errors`.
 */
export interface Failure {
  code: string;
  ok?: false;
}
/**
 * Somebody was added, or may sign in anew: the link does it once, within 15 minutes.
 */
export interface Invited {
  link: string;
  person: StaffMember;
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
 * `PATCH /staff/{id}`: what a person is shown and matched by; what is left out stays.
 */
export interface ProfileChange {
  languages?: [Language, ...Language[]] | null;
  name?: string | null;
  opted_out?: Topic[] | null;
  version: number;
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
 * `POST /session`: a name with a password, or the token of a one-time link.
 */
export interface SignIn {
  link?: string | null;
  name?: string | null;
  password?: string | null;
}
/**
 * `POST` and `GET /session`: who is signed in, and a token for the socket's `auth`.
 */
export interface SignedIn {
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
  ready: boolean;
  role: Role;
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
 * `GET /status`: what a partner's button shows.
 */
export interface Status {
  answering: boolean;
  state: "open" | "paused" | "closed";
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
  numbers: HelpNumber[];
  return_minutes: number;
  state: "open" | "paused" | "closed";
  way: Way;
}
/**
 * Accept or decline the offer that bears this fence.
 */
export interface AnswerOffer {
  chat: string;
  fence: number;
}
/**
 * It is done; there is nothing more to say.
 */
export interface Done {}
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
  line: LineShape;
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
  quiet_s: number;
  reader: string;
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
  waiting: number;
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
 * Ask for the next chat in the line; nobody picks.
 */
export interface Pull {}
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
 * The message has its number and will be delivered.
 */
export interface Accepted {
  seq: number;
  shown: boolean;
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
   * @maxItems 12
   */
  topics?: Topic[];
}
/**
 * The store has lost what it held: come to your place again, with your ticket.
 */
export interface Again {}
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
    | "parked";
}
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
 * The session behind this page has ended.
 */
export interface SignedOut {}
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
 * A floor is here.
 */
export interface FloorArrive {}
/**
 * The floor as it is.
 */
export interface FloorArrived {
  view: FloorView;
}
/**
 * Everything the supervisor's floor shows.
 */
export interface FloorView {
  line: LineShape;
  responders: FloorResponder[];
}
/**
 * A responder who is signed in.
 */
export interface FloorResponder {
  cap: number;
  chats: FloorChat[];
  id: string;
  link: "here" | "away";
  name: string;
  offered: boolean;
  ready: boolean;
}
/**
 * An open chat on the floor: who holds it and how it fares, never what is said.
 */
export interface FloorChat {
  chat: string;
  open_s: number;
  quiet_s: number;
  responder_link: "here" | "away";
  youth_link: "here" | "away";
}
/**
 * Put an open chat back to the front of the line.
 */
export interface PullBack {
  chat: string;
}
/**
 * Open, pause or close the line.
 */
export interface SetLine {
  state: "open" | "paused" | "closed";
}
/**
 * The floor is now like this.
 */
export interface FloorChanged {
  view: FloorView;
}
/**
 * Ask for what was said after a number.
 */
export interface CatchUp {
  after: number;
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
  last: number;
  next_name: string | null;
  nudge: 0 | 1 | 2 | 3;
  phase: "waiting" | "offered" | "open";
  readers: Reader[];
  wait: WaitRange | null;
  why: ("handed_over" | "responder_gone" | "silent" | "pulled_back" | "switched") | null;
}
/**
 * Somebody who takes part in the chat. They can read once the youth's page has granted it.
 */
export interface Reader {
  id: string;
  link: "here" | "away";
  name: string;
  public_key: string | null;
  role: Role;
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
 * Say something, sealed.
 */
export interface YouthSay {
  body: string;
  cid: string;
  epoch: number;
  n: number;
}
/**
 * Choose return words, or seal anew what they lead to: the exit then keeps the chat a while.
 */
export interface SetReturn {
  blob: string;
  token: string;
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
 * The other side is writing, or has stopped.
 */
export interface Typed {
  on: boolean;
  reader: string;
}
