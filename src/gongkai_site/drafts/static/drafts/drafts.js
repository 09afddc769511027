// What stands in a form marked by {% draft %} is kept on the server every few seconds, comes back when its page is
// opened again, and is not left behind without a warning. What is said comes from the form's own data attributes.
const TOKEN = "csrfmiddlewaretoken";
const [FORM, WRITER, BASE] = ["draft-form", "draft-writer", "draft-base"];
const OURS = new Set([TOKEN, FORM, WRITER, BASE, "draft-forget"]);
const UNKEPT = new Set(["file", "password", "submit", "button"]);
const PAUSE = 3000;

function typed(form) {
  const fields = [...new FormData(form)];
  return fields.filter(([name, value]) => typeof value === "string" && !OURS.has(name) && !name.includes("password"));
}

// A short mark of what a form holds: offices reach the site without HTTPS, where browsers offer no hashes.
function markOf(form) {
  let [one, two] = [5381, 52711];
  for (const sign of JSON.stringify(typed(form))) {
    const code = sign.codePointAt(0);
    one = Math.imul(one, 33) ^ code;
    two = Math.imul(two, 31) ^ code;
  }
  return (one >>> 0).toString(16) + (two >>> 0).toString(16);
}

function put(field, values) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
  else if (field.type === "select-multiple") for (const one of field.options) one.selected = values.includes(one.value);
  else if (values.length) field.value = values.shift();
  field.dispatchEvent(new CustomEvent("filled"));
}

function fill(form, fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
  for (const each of form.elements) {
    if (each.name && !OURS.has(each.name) && !UNKEPT.has(each.type)) put(each, values.get(each.name) || []);
  }
}

function element(name, properties, text) {
  const made = document.createElement(name);
  Object.assign(made, properties);
  made.textContent = text;
  return made;
}

class Keeper {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    this.said = box.querySelector(".draft-said");
    this.found = box.querySelector("script");
    this.base = markOf(this.form);
    this.last = this.base; // what is kept, or need not be
    this.leaving = false;
    this.timer = 0;
  }

  say(what, more = "") {
    const { dataset } = this.box;
    this.said.textContent = dataset[what] + more;
    this.said.classList.toggle("draft-lost", !["kept", "cameBack"].includes(what));
    if (what !== "signedOut") return;
    const href = `${dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;
    this.said.append(" ", element("a", { href, target: "_blank", rel: "noopener" }, dataset.signInWords));
  }

  field(name) {
    return this.form.elements[name];
  }

  get isChanged() {
    return markOf(this.form) !== this.base || "sentAgain" in this.box.dataset;
  }

  // The page's token is an old one once somebody has signed in again in another window.
  async renew() {
    const answer = await fetch(this.box.dataset.draft, { redirect: "manual" });
    if (answer.type === "opaqueredirect") return "signedOut";
    if (!answer.ok) return "failed";
    const { token, writer } = await answer.json();
    if (writer !== this.field(WRITER).value) return "other";
    for (const each of document.querySelectorAll(`[name=${TOKEN}]`)) each.value = token;
    return "";
  }

  async send(again) {
    const now = markOf(this.form);
    const body = new URLSearchParams(typed(this.form));
    for (const name of [TOKEN, FORM, WRITER, BASE]) body.set(name, this.field(name).value);
    const answer = await fetch(this.box.dataset.draft, { method: "POST", body, redirect: "manual" });
    if (this.leaving) return;
    if (answer.ok) {
      this.last = now;
      this.say("kept", (await answer.json()).at);
    } else if (answer.status === 403 && again) {
      const why = await this.renew();
      if (why) this.say(why);
      else await this.send(false);
    } else if (answer.type === "opaqueredirect" || answer.status === 401) {
      this.say("signedOut");
    } else {
      this.say(answer.status === 409 ? "other" : "failed");
    }
  }

  async carefully(work) {
    try {
      await work();
    } catch {
      this.say("failed");
    }
  }

  soon() {
    if (this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = 0;
      if (!this.leaving && markOf(this.form) !== this.last) this.carefully(() => this.send(true));
    }, PAUSE);
  }

  // Whoever comes back to this window may have signed in again in another.
  back() {
    if (this.leaving || !this.isChanged) return;
    this.carefully(async () => {
      const why = await this.renew();
      if (why) this.say(why);
      else this.soon();
    });
  }

  take() {
    fill(this.form, JSON.parse(this.found.textContent));
    this.last = markOf(this.form);
    this.say("cameBack");
  }

  open() {
    if (!("sentAgain" in this.box.dataset)) this.field(BASE).value = this.base;
    if (!this.found) return;
    if (this.box.dataset.base === this.base) {
      this.take();
      return;
    }
    this.say("changed");
    const use = element("button", { type: "button", className: "btn btn-sm btn-outline-primary" }, this.box.dataset.use);
    use.addEventListener("click", () => {
      this.take();
      use.remove();
    });
    this.said.after(use);
  }

  listen() {
    for (const kind of ["input", "change"]) this.form.addEventListener(kind, () => this.soon());
    this.form.addEventListener("submit", (event) => {
      this.leaving = !event.defaultPrevented;
    });
    window.addEventListener("pageshow", () => {
      this.leaving = false;
    });
    window.addEventListener("focus", () => this.back());
    window.addEventListener("beforeunload", (event) => {
      if (this.leaving || !this.isChanged) return;
      event.preventDefault();
      event.returnValue = "";
    });
  }
}

const keepers = [...document.querySelectorAll("[data-draft]")].map((box) => new Keeper(box));
for (const each of keepers) {
  each.open();
  each.listen();
}
