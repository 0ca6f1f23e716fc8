import { describe, expect, it } from "vitest";
import { identifies } from "./identify.ts";

describe("finds", () => {
  it.each([
    ["phone", "call me at 404-555-0134"],
    ["phone", "its (404) 555 0134 ok"],
    ["phone", "mi número es 4045550134"],
    ["email", "write to ana.b@example.com"],
    ["account", "im @ana_banana on there"],
    ["account", "my snap is anab22"],
    ["account", "mi insta es anab22"],
    ["address", "i live at 12 north oak street"],
    ["address", "1450 Peachtree St NE"],
    ["address", "vivo en la calle Hidalgo 45"],
    ["address", "my zip is 30301"],
    ["room", "they have me in room 214"],
    ["room", "estoy en el cuarto 12"],
    ["school", "I go to Lincoln High"],
    ["school", "voy a la secundaria Benito Juárez"],
    ["birthday", "my birthday is may 3"],
    ["birthday", "03/05/2010"],
    ["name", "My name is Ana Lopez"],
    ["name", "me llamo Ana López"],
    ["name", "my last name starts with L"],
  ])("%s in %j", (kind, text) => {
    expect(identifies(text)).toContain(kind);
  });
});

describe("leaves alone", () => {
  it.each([
    "I am 15 and I'm scared",
    "he gave me 200 dollars",
    "it was 10 years ago on the street",
    "I'm Sad",
    "my name is ana",
    "can i text 988?",
    "he has pictures on his phone",
    "my mom works 3 jobs",
    "i hate high school",
    "tengo 16 años y no sé qué hacer",
    "me llamo ana",
    "llegó a las 11:30 y se fue a las 2",
    "room for me",
  ])("%j", (text) => {
    expect(identifies(text)).toEqual([]);
  });
});

it("names each kind once", () => {
  expect(identifies("404-555-0134 or 404-555-0199")).toEqual(["phone"]);
});
