import { faultOfName } from "../parley/limits.js";
import { Session } from "../parley/session.js";
import "./deeds-sheet.js";
import { make, makeButton } from "./make.js";

const NAME = { name: "name", label: "Your name", hint: "What the others see.", autocomplete: "name" };
const EMAIL = { name: "email", label: "E-mail address", type: "email", autocomplete: "username" };
const PASSWORD = { name: "password", label: "Password", type: "password", autocomplete: "current-password" };
const CHOSEN = { name: "password", label: "A password", hint: "12 characters or more.", type: "password", autocomplete: "new-password" };
const CODE = { name: "code", label: "The code", autocomplete: "one-time-code", inputMode: "numeric" };
const STEPS = {
  enter: { title: "Sign in", fields: [EMAIL, PASSWORD], stay: true, go: "Sign in", links: { make: "Make an account", forgot: "Forgot the password?" } },
  make: { title: "Make an account", fields: [NAME, EMAIL, CHOSEN], stay: true, go: "Make it", links: { enter: "I have one" } },
  confirm: { title: "Look into your mail", fields: [CODE], go: "Confirm", links: { again: "Send it again", enter: "Back" } },
  forgot: { title: "A new password", fields: [EMAIL], go: "Send me a code", links: { enter: "Back" } },
  reset: { title: "A new password", fields: [CODE, CHOSEN], go: "Use it", links: { forgot: "Send another code", enter: "Back" } },
};

/** The form by which one signs in, makes an account, proves an address, and chooses a new password. */
export class SignIn {
  form = make("form", "ask sign-in");
  /** Kept when somebody has signed in. @type {Promise<Session>} */
  session;
  #pool;
  #codes;
  #heading;
  #others;
  #signedIn;
  #step = "";
  #typed = { name: "", email: "", password: "", code: "", stay: true };

  /**
   * @param {import("../parley/pool.js").Pool} pool
   * @param {{codes?: Record<string, string>, others?: HTMLElement[]}} how `codes`: what to type where no mail is sent, as on a laptop; `others`: what else one can do
   */
  constructor(pool, { codes = {}, others = [] } = {}) {
    Object.assign(this.form, { noValidate: true, onsubmit: (event) => this.#submit(event) });
    this.#pool = pool;
    this.#codes = codes;
    this.#others = others;
    this.session = new Promise((done) => (this.#signedIn = done));
  }

  /** Asks, once the form is where it is to be. @param {Element} heading gets the title of each step */
  begin(heading) {
    this.#heading = heading;
    this.#turnTo("enter");
  }

  /** Shows one step. @param {"enter" | "make" | "confirm" | "forgot" | "reset"} step */
  #turnTo(step) {
    const { title, fields, stay, go, links } = STEPS[step];
    this.#step = step;
    this.#typed.code = "";
    this.#heading.textContent = title;
    const asked = fields.map((field) => this.#field(field));
    const turns = Object.entries(links).map(([to, words]) => makeButton("link", words, () => this.#turn(to)));
    const note = this.#note(step) && Object.assign(make("p", "note", this.#note(step)), { role: "status" });
    const submit = Object.assign(make("button", "primary", go), { type: "submit" });
    this.form.replaceChildren(
      ...[note, ...asked, stay && this.#stay(), this.#alert(), submit, make("p", "links", ...turns, ...(step === "enter" ? this.#others : []))].filter(Boolean),
    );
    (asked.map((field) => field.querySelector("input")).find((input) => !input.value) ?? submit).focus();
  }

  #note(step) {
    const code = this.#codes[step];
    if (code) return `No mail is sent here: the code is ${code}.`;
    return ["confirm", "reset"].includes(step) ? `A code is on its way to ${this.#typed.email}.` : "";
  }

  #field({ name, label, hint, ...more }) {
    const input = Object.assign(make("input"), { name, required: true, autocapitalize: name === "name" ? "words" : "none", spellcheck: false, ...more, value: this.#typed[name] });
    input.setAttribute("aria-describedby", `sign-in-fault${hint ? ` sign-in-${name}` : ""}`);
    input.oninput = () => (this.#typed[name] = input.value);
    const note = hint && Object.assign(make("small", "", hint), { id: `sign-in-${name}` });
    return make("div", "field", make("label", "", make("span", "", label), input), note);
  }

  #stay() {
    const input = Object.assign(make("input"), { type: "checkbox", name: "stay", checked: this.#typed.stay });
    input.onchange = () => (this.#typed.stay = input.checked);
    return make("label", "stay", input, "Stay signed in on this device");
  }

  #alert() {
    const fault = Object.assign(make("p", "fault"), { id: "sign-in-fault" });
    fault.setAttribute("role", "alert");
    return fault;
  }

  async #submit(event) {
    event.preventDefault();
    const empty = [...this.form.elements].find((input) => input.required && !input.value.trim());
    const wrong = empty ? "Please fill this in." : this.#step === "make" && faultOfName(this.#typed.name.trim());
    if (!wrong) return this.#do(this.#step);
    this.#complain(wrong);
    (empty ?? this.form.elements.name).focus();
  }

  async #turn(to) {
    if (to === "again") await this.#do("again");
    else this.#turnTo(to);
  }

  async #do(what) {
    const { email, password, name, code } = this.#typed;
    const [address, digits] = [email.trim(), code.trim()];
    const acts = {
      enter: () => this.#enter(address, password),
      make: async () => ((await this.#pool.signUp(address, password, name.trim())) ? this.#enter(address, password) : this.#turnTo("confirm")),
      confirm: () => this.#pool.confirm(address, digits).then(() => this.#enter(address, password)),
      again: () => this.#pool.resend(address).then(() => (this.form.querySelector(".note").textContent = `Sent again. ${this.#note("confirm")}`)),
      forgot: () => this.#pool.forgot(address).then(() => ((this.#typed.password = ""), this.#turnTo("reset"))),
      reset: () => this.#pool.reset(address, digits, password).then(() => this.#enter(address, password)),
    };
    const buttons = this.form.querySelectorAll("button");
    buttons.forEach((button) => (button.disabled = true));
    this.#complain("");
    await acts[what]().catch((error) => this.#complain(error.message));
    buttons.forEach((button) => (button.disabled = false));
  }

  async #enter(email, password) {
    try {
      this.#signedIn(Session.begin(this.#pool, await this.#pool.signIn(email, password), this.#typed.stay));
    } catch (error) {
      if (error.code !== "UserNotConfirmed") throw error;
      await this.#pool.resend(email);
      this.#turnTo("confirm");
    }
  }

  #complain(why) {
    this.form.querySelector(".fault").textContent = why;
  }
}
