// What nobody who answers here ever asks of a youth: to meet, for a number, an account, a picture.
// Read on the youth's page alone, so that whoever asks can't switch it off. Talking about such
// things ("did he ask for your number?") is no asking.

const APP =
  "(?:ig|insta(?:gram)?|snap(?:chat)?|tik\\s?tok|discord|whatsapp|telegram|kik|signal|facebook|fb|cash ?app|venmo|zelle)";
const CONTACT = "(?:phone|cell|mobile|number|phone number|cell number|e-?mail|address|account)";

const ASKS: readonly RegExp[] = [
  // to meet
  /\b(?:let'?s|we (?:could|can|should)|can we|could we|do you want to|wanna|i(?:'d| would) like to)\s+(?:meet|hang out|get together)\b/i,
  /\bmeet (?:me|up with me)\b|\bcome (?:see|over|to (?:me|my))\b|\bi(?:'ll| will| can| could) (?:come (?:get|see|to) you|pick you up|visit you)\b/i,
  /\b(?:podemos|podríamos|vamos a|quieres que nos|hay que) (?:vernos|encontrarnos|veamos|encontremos)\b|\bnos vemos en (?:persona|el|la|tu|mi)\b/iu,
  /\b(?:ven a (?:verme|mi)|te (?:recojo|paso a buscar|voy a ver|visito)|paso por ti|puedo ir por ti)\b/iu,
  // for a number or an account
  new RegExp(
    `\\b(?:what(?:'s| is)|give me|send me|share|text me|tell me) your (?:${CONTACT}|${APP})\\b`,
    "i",
  ),
  new RegExp(
    `\\b(?:add|follow|dm|message|find|text|call|write) me (?:on|at) (?:${APP}|my|\\+?\\d)`,
    "i",
  ),
  new RegExp(`\\b(?:here(?:'s| is) my|my) (?:${CONTACT}|${APP})(?: \\w+)? is\\b`, "i"),
  /\b(?:dame|pásame|pasame|mándame|mandame|dime|cuál es) tu (?:número|numero|teléfono|telefono|cel(?:ular)?|correo|cuenta|dirección|insta(?:gram)?|snap(?:chat)?|whatsapp|facebook|tiktok)(?![\p{L}])/iu,
  /\b(?:agrégame|agregame|sígueme|sigueme|búscame|buscame|escríbeme|escribeme|llámame|llamame) (?:en|al|a mi)(?![\p{L}])/iu,
  /\bmi (?:número|numero|celular|cel|whatsapp|insta(?:gram)?|snap(?:chat)?) es\b/iu,
  // for a picture
  /\b(?:send|show|share with) (?:me )?(?:a |an |some |your |any )?(?:pics?|pictures?|photos?|selfies?|videos?|nudes?) (?:of you(?:rself)?|with me|to me)\b|\bsend (?:me )?(?:a |some |your )?(?:pics?|selfies?|nudes?|pictures?|photos?)(?:\s*[.!?]|$)/i,
  /\b(?:mándame|mandame|enséñame|ensename|envíame|enviame|pásame|pasame) (?:una |unas |tus? )?(?:fotos?|videos?|selfies?|nudes?)(?![\p{L}])/iu,
];

/** Whether a message from the other side asks what is never asked here. */
export function neverAsked(text: string): boolean {
  return ASKS.some((pattern) => pattern.test(text));
}
