"use strict";
// Draws, listens and speaks. All that is computed or judged is asked of the engine.
const packed = "ENGINE";
const at = (id) => document.getElementById(id);
let engine = null;
let state = null;
let drawn = "";
let judged = "";

// Seven bits a character; one past 127 stands for two, of which the first can't be written.
function bytesOf(text, length) {
  const illegal = [0, 10, 13, 34, 92, 60];
  const bytes = new Uint8Array(length);
  let bits = 0;
  let count = 0;
  let next = 0;
  const add = (seven) => {
    bits = ((bits << 7) | seven) & 0x7fff;
    count += 7;
    if (count >= 8) {
      count -= 8;
      if (next < length) bytes[next++] = (bits >> count) & 255;
    }
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) add(illegal[code >> 8]);
    add(code & 127);
  }
  return bytes;
}

async function unpacked() {
  const bytes = bytesOf(packed, ENGINE_LENGTH);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
}
const engineCode = unpacked();

async function started() {
  engine = (await WebAssembly.instantiate(await engineCode, {})).exports;
}

function ask(question) {
  for (const byte of new TextEncoder().encode(JSON.stringify(question))) engine.give(byte);
  const answer = new Uint8Array(engine.ask());
  for (let i = 0; i < answer.length; i++) answer[i] = engine.take(i);
  return JSON.parse(new TextDecoder().decode(answer));
}

// An engine that ran into its end is replaced by a fresh one in the last state.
async function safely(question) {
  try {
    return ask(question);
  } catch (trouble) {
    await started();
    if (state) ask({ do: "start", ...address() });
    return { error: "error: that took more than there is here; the session was started again" };
  }
}

const sized = (question) => ({
  ...question,
  width: Math.round(at("curve").clientWidth || 640),
  lens: Math.round(at("lens").clientWidth || 320),
});

// The state as the address has it: the function, each variable, ε and α.
function address() {
  const typed = state.typed;
  const values = typed.filter(([name]) => state.names.includes(name));
  const of = (wanted) => typed.find(([name]) => name === wanted)[1];
  return {
    f: state.function,
    at: values.map(([name, value]) => name + "=" + value).join(","),
    eps: of("eps"),
    rate: of("rate"),
  };
}

function fromAddress() {
  // A page that was written with a state starts there, unless its address says otherwise.
  const written = document.querySelector("meta[name=deriv-start]").content;
  const read = new URLSearchParams(location.hash.slice(1) || written);
  const own = ["f", "eps", "rate"];
  const values = [...read].filter(([name]) => !own.includes(name));
  return {
    f: read.get("f") || "w^2",
    at: values.map(([name, value]) => name + "=" + value).join(","),
    eps: read.get("eps") || "",
    rate: read.get("rate") || "",
  };
}

function toAddress() {
  const written = new URLSearchParams();
  written.set("f", state.function);
  for (const [name, value] of state.typed) written.set(name, value);
  history.replaceState(null, "", "#" + written);
}

function trouble(error) {
  const problem = at("problem");
  problem.hidden = !error;
  problem.textContent = error || "";
}

async function asked(question) {
  const answer = await safely(sized(question));
  trouble(answer.error);
  if (!answer.error) {
    state = answer;
    show();
  }
  return answer;
}

function show() {
  at("curve").innerHTML = state.picture;
  at("lens").innerHTML = state.lens;
  at("heights").innerHTML = state.heights || "";
  at("heights").hidden = !state.heights;
  at("sentence").textContent = state.sentence;
  at("mission").textContent = state.mission || "";
  at("value").textContent = state.value ?? "none";
  at("slope").textContent = state.slope ?? "none";
  for (const name of ["nudge", "ratio", "step"]) at(name).textContent = state.lines[name];
  at("command").textContent = state.command;
  at("copy").textContent = "Copy as command";
  const asks = "The derivative of J" + (state.names.length > 1 ? " by " + state.moving : "") + " is";
  // A verdict is about the question that was asked.
  if (state.function !== judged || at("asked").textContent !== asks) at("verdict").textContent = "";
  judged = state.function;
  at("asked").textContent = asks;
  controls();
  toAddress();
}

// A field and a slider for each variable, for ε and for α.
function controls() {
  const names = state.names.join();
  if (drawn !== names) {
    drawn = names;
    at("controls").replaceChildren(...state.typed.map(([name]) => control(name)));
  }
  for (const [name, value] of state.typed) {
    const field = at("field-" + name);
    if (document.activeElement !== field || field.dataset.taken) field.value = value;
    delete field.dataset.taken;
    // Of a long number the first digits are seen.
    if (document.activeElement !== field) field.scrollLeft = 0;
    const kind = name === "eps" || name === "rate" ? name : "variable";
    const slider = at("slider-" + name);
    if (!slider) continue;
    const shown = state.sliders[kind];
    const own = kind !== "variable" || name === state.moving;
    slider.disabled = false;
    for (const end of ["min", "max", "step"]) slider[end] = shown[end];
    slider.value = own ? shown.now : value;
    slider.setAttribute("aria-valuetext", value);
  }
}

function control(name) {
  const words = { eps: "ε, the nudge", rate: "α, the rate" }[name] || name;
  const row = document.createElement("div");
  row.className = "control";
  const label = document.createElement("label");
  label.htmlFor = "field-" + name;
  label.textContent = words;
  const field = document.createElement("input");
  field.type = "text";
  field.id = "field-" + name;
  field.autocomplete = "off";
  field.spellcheck = false;
  field.addEventListener("change", () => {
    field.dataset.taken = "yes";
    asked({ do: "set", control: name, to: field.value });
  });
  const slider = document.createElement("input");
  slider.type = "range";
  slider.id = "slider-" + name;
  slider.setAttribute("aria-label", words + " by slider");
  slider.addEventListener("input", () => asked({ do: "slide", control: name, to: slider.value }));
  row.append(label, field, slider);
  if (!["eps", "rate"].includes(name) && state.names.length > 1) {
    const pick = document.createElement("button");
    pick.type = "button";
    pick.textContent = "Show along " + name;
    pick.addEventListener("click", () => asked({ do: "line", line: "var " + name }));
    row.append(pick);
  }
  return row;
}

function go(part) {
  for (const name of ["explore", "practise"]) {
    at(name).hidden = name !== part;
    at("go-" + name).setAttribute("aria-pressed", String(name === part));
  }
}

function talk(text) {
  const log = at("talk");
  log.textContent += text;
  log.scrollTop = log.scrollHeight;
}

const seconds = () => Math.floor(Date.now() / 1000);

function listen() {
  at("function-form").addEventListener("submit", (event) => {
    event.preventDefault();
    // The missions go on: one of them asks for another function.
    asked({ do: "start", f: at("function").value, on: true });
  });
  for (const button of document.querySelectorAll("[data-line]")) {
    button.addEventListener("click", () => asked({ do: "line", line: button.dataset.line }));
  }
  at("check-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await safely({ do: "check", f: state.function, by: state.moving, answer: at("answer").value });
    at("verdict").textContent = answer.told || answer.error;
  });
  for (const button of document.querySelectorAll("[data-part]")) {
    button.addEventListener("click", async () => {
      const answer = await safely({ do: "practice", part: button.dataset.part, time: seconds() });
      at("talk").textContent = "";
      talk(answer.text || answer.error);
      at("reply").focus();
    });
  }
  at("reply-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const line = at("reply").value;
    at("reply").value = "";
    talk("> " + line + "\n");
    const answer = await safely({ do: "reply", line, time: seconds() });
    talk(answer.error ? answer.error + "\n" : answer.text);
  });
  at("go-explore").addEventListener("click", () => go("explore"));
  at("go-practise").addEventListener("click", () => go("practise"));
  at("theme").addEventListener("change", () => {
    const theme = at("theme").value;
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  });
  at("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(state.command);
      at("copy").textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(at("command"));
      at("copy").textContent = "Selected: copy it";
    }
  });
  addEventListener("hashchange", () => begin());
  let wait = 0;
  addEventListener("resize", () => {
    clearTimeout(wait);
    wait = setTimeout(() => asked({ do: "state" }), 150);
  });
}

async function begin() {
  const from = fromAddress();
  at("function").value = from.f;
  const answer = await asked({ do: "start", ...from });
  if (answer.error && !state) {
    // Something to go on from; what was wrong stays said.
    await asked({ do: "start", f: "w^2" });
    trouble(answer.error);
  }
}

(async () => {
  try {
    await started();
  } catch (trouble) {
    at("loading").textContent = "This browser cannot run the engine: " + trouble.message;
    return;
  }
  at("loading").hidden = true;
  go("explore");
  listen();
  await begin();
})();
