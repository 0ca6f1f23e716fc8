// The 64 pictures of the check, in the order of their numbers. Both people see and name the same
// ones, so the order never changes. All are old enough for old phones to draw.
import type { Language } from "../../wire/types.ts";

export interface Picture {
  readonly glyph: string;
  readonly name: Readonly<Record<Language, string>>;
}

const ROWS = `🐶 dog perro|🐱 cat gato|🐴 horse caballo|🐮 cow vaca|🐷 pig cerdo|🐰 rabbit conejo
🐭 mouse ratón|🐻 bear oso|🐔 hen gallina|🐧 penguin pingüino|🐟 fish pez|🐳 whale ballena
🐬 dolphin delfín|🐢 turtle tortuga|🐌 snail caracol|🐝 bee abeja|🐞 ladybug mariquita
🐘 elephant elefante|🐨 koala koala|🐵 monkey mono|🐸 frog rana|🐙 octopus pulpo|🌳 tree árbol
🌻 sunflower girasol|🌹 rose rosa|🌵 cactus cactus|🍄 mushroom hongo|🍁 leaf hoja|🌞 sun sol
🌙 moon luna|⭐ star estrella|🌈 rainbow arcoíris|⛄ snowman muñeco_de_nieve|☔ umbrella paraguas
🔥 fire fuego|💧 drop gota|🍎 apple manzana|🍌 banana plátano|🍇 grapes uvas|🍉 melon sandía
🍒 cherries cerezas|🍓 strawberry fresa|🌽 corn elote|🍞 bread pan|🎂 cake pastel|🍪 cookie galleta
🍕 pizza pizza|⚽ ball pelota|🚲 bike bicicleta|🚗 car auto|🚌 bus autobús|🚂 train tren
⛵ boat velero|🚀 rocket cohete|🏠 house casa|🔑 key llave|⏰ clock reloj|🔔 bell campana
📖 book libro|💡 lamp foco|🎸 guitar guitarra|🎹 piano piano|🎈 balloon globo|👑 crown corona`;

export const PICTURES: readonly Picture[] = ROWS.split(/[|\n]/).map((row) => {
  const [glyph = "", en = "", es = ""] = row.split(" ");
  return { glyph, name: { en, es: es.replaceAll("_", " ") } };
});
