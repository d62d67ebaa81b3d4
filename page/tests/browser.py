"""Drives the page in a headless Chromium, without a mouse: browser.py PAGE DERIV [FOLDER FOR PICTURES]

Holds it against the program: the same commands give the same state, the same slopes to 30 digits.
Nothing beside Python's own library: the browser is talked to over a pipe.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAGE, DERIV = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
PICTURES = Path(sys.argv[3]) if len(sys.argv) > 3 else None
BROWSER = next(filter(None, map(shutil.which, ["chromium", "chromium-browser", "google-chrome"])), None)


class Browser:
    def __init__(self, folder):
        to_read, self.to = os.pipe()
        self.from_, to_write = os.pipe()
        # The browser takes its questions from 3 and answers on 4.
        os.set_inheritable(to_read, True)
        os.set_inheritable(to_write, True)
        command = f'exec "$0" "$@" 3<&{to_read} 4>&{to_write}'
        self.process = subprocess.Popen(
            ["sh", "-c", command, BROWSER, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--remote-debugging-pipe", f"--user-data-dir={folder}", "about:blank"],
            pass_fds=[to_read, to_write], stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.rest, self.count, self.events, self.session = b"", 0, [], None

    def message(self):
        while b"\0" not in self.rest:
            read = os.read(self.from_, 1 << 20)
            assert read, "the browser is gone"
            self.rest += read
        one, self.rest = self.rest.split(b"\0", 1)
        return json.loads(one)

    def ask(self, method, **params):
        self.count += 1
        question = {"id": self.count, "method": method, "params": params}
        if self.session:
            question["sessionId"] = self.session
        data = json.dumps(question).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data):]
        while True:
            message = self.message()
            if message.get("id") == self.count:
                assert "error" not in message, (method, message)
                return message["result"]
            self.events.append(message)

    def open(self, address):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for part in ["Page", "Runtime", "Network", "Log"]:
            self.ask(part + ".enable")
        self.go(address)

    def go(self, address):
        self.ask("Page.navigate", url="about:blank")
        self.ask("Page.navigate", url=address)
        self.until("document.getElementById('sentence')?.textContent.length > 0")

    def value(self, script):
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def until(self, script, seconds=60):
        end = time.time() + seconds
        while not self.value(script):
            assert time.time() < end, f"not so: {script}; {self.value('document.body.innerText')}"
            time.sleep(0.02)

    def press(self, key, text=None, code=0, shift=False):
        event = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
        down = {"type": "keyDown", **event, **({"text": text} if text else {})}
        self.ask("Input.dispatchKeyEvent", **down)
        self.ask("Input.dispatchKeyEvent", type="keyUp", **event)

    def tab(self, shift=False):
        self.press("Tab", code=9, shift=shift)

    def enter(self):
        self.press("Enter", text="\r", code=13)

    def type(self, text):
        self.ask("Input.insertText", text=text)

    def tab_to(self, selector):
        """Goes there by the keyboard alone."""
        for _ in range(80):
            if self.value(f"document.activeElement.matches({json.dumps(selector)})"):
                return
            self.tab()
        raise AssertionError(f"{selector} is not reached by Tab")

    def field(self, selector, text):
        self.tab_to(selector)
        self.value("document.activeElement.select()")
        self.type(text)
        self.enter()

    def text(self, id):
        return self.value(f"document.getElementById({json.dumps(id)}).textContent")

    def picture(self, name):
        if PICTURES:
            import base64
            shot = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
            (PICTURES / name).write_bytes(base64.b64decode(shot["data"]))

    def size(self, width, height):
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)

    def theme(self, theme, motion="no-preference"):
        self.ask("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": theme},
            {"name": "prefers-reduced-motion", "value": motion}])

    def trouble(self):
        """Errors on the console, and requests other than for the page itself."""
        found = []
        for event in self.events:
            method, params = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append(params)
            if method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
                found.append(params)
            if method == "Log.entryAdded" and params["entry"]["level"] == "error":
                found.append(params)
            if method == "Network.requestWillBeSent":
                url = params["request"]["url"]
                if not url.startswith((PAGE.as_uri(), "about:", "data:", "blob:")):
                    found.append(url)
        return found

    def close(self):
        self.process.terminate()
        self.process.wait()


def program(*args, typed=""):
    run = subprocess.run([DERIV, *args], input=typed, capture_output=True, text=True)
    return run.stdout


def sessions(page):
    """The same commands through the page and on lines come to the same."""
    for f, commands in [
        ("w^2", ["half", "rate 1.1", "step", "step", "side", "undo"]),
        ("w^2", ["w pi/2", "eps 1e-3", "step"]),
        ("abs(w)", ["w 0", "side", "step", "mission"]),
        ("x^2*y", ["var y", "half", "step", "y 3"]),
        ("sin(w)/w", ["w 1", "eps 0", "rate -1", "rate 0.5", "step", "step"]),
        ("ln(w)", ["w 1/2", "eps -1", "rate 9", "step", "reset"]),
    ]:
        ask = lambda question: page.value(f"ask({json.dumps(question)})")
        ask({"do": "start", "f": f})
        said = []
        for line in commands:
            said.append(ask({"do": "line", "line": line})["sentence"])
        state = ask({"do": "line", "line": "show"})["sentence"]
        out = program("explore", f, "--plain", "-q", "--color", "never", "--width", "1000",
                      typed="\n".join(commands + ["show"]) + "\n")
        lines = [line[2:] for line in out.splitlines() if line.startswith("> ")]
        # A button is pressed here, a key there.
        twins = lambda text: (text.replace("Press Turn nudge", "Press n").replace("ε", "eps").replace("Δ", "d").replace("α", "rate"))
        wanted = [twins(line) for line in said + [state]]
        assert lines[: len(wanted)] == wanted, (f, lines, wanted)


def slopes(page):
    functions = ["w^2", "sin(w)", "exp(-w^2)", "ln(w)/w", "w^w", "atan(w)*tan(w)", "gamma(w)",
                 "sqrt(w+1)", "1/(1+exp(-w))", "erf(w)"]
    for f in functions:
        for at in ["1", "0.5", "2.25", "pi/3", "1e-3"]:
            own = page.value(f"ask({json.dumps({'do': 'slope', 'f': f, 'at': at, 'digits': 30})})")
            printed = program("slope", f, "--at", at, "--digits", "30").strip()
            # The program shows how far a rounded number is right; the digits are the same.
            same = own.get("slope", "") == printed or (
                "." in printed and own.get("slope", "") == printed.rstrip("0").rstrip("."))
            assert same, (f, at, own, printed)


def keyboard(page):
    """Every control is reached and used by the keyboard."""
    page.field("#function", "w^3 - 3*w")
    page.until("document.getElementById('curve').innerHTML.includes('w^3 - 3*w')")
    page.field("#field-w", "2")
    page.until("document.getElementById('sentence').textContent.startsWith('At w = 2: J 2, slope 9.')")
    page.field("#field-eps", "0.5")
    page.until("document.getElementById('sentence').textContent.startsWith('Nudge 0.5:')")
    page.field("#field-rate", "0.01")
    page.until("document.getElementById('sentence').textContent.startsWith('Rate 0.01:')")
    for slider, key, said in [("w", "ArrowRight", "At w = "), ("eps", "ArrowLeft", "Nudge 0.25"),
                              ("rate", "ArrowRight", "Rate 0.03")]:
        page.tab_to(f"#slider-{slider}")
        page.press(key, code={"ArrowLeft": 37, "ArrowRight": 39}[key])
        page.until(f"document.getElementById('sentence').textContent.startsWith({json.dumps(said)})")
    for line, said in [("step", "Step 1"), ("half", "Nudge 0.125"), ("side", "Nudge -0.125"),
                       ("undo", "Taken back"), ("fit", "The window"), ("mission", "Mission 1 of 6"),
                       ("reset", "From the start")]:
        page.tab_to(f"[data-line={line}]")
        page.press(" ", text=" ", code=32)
        page.until(f"document.getElementById('sentence').textContent.startsWith({json.dumps(said)})")
    page.tab_to("#copy")
    page.enter()
    page.until("document.getElementById('copy').textContent !== 'Copy as command'")
    assert page.text("command").startswith('deriv explore "w^3 - 3*w" --at '), page.text("command")
    for answer, verdict in [("3*w^2 - 3", "right"), ("3*w - 3", "wrong"), ("3*(w", "unread")]:
        page.field("#answer", answer)
        page.until(f"document.getElementById('verdict').textContent.includes({json.dumps(verdict)})")
    page.field("#function", "sinn(w)")
    page.until("!document.getElementById('problem').hidden")
    assert "similar name exists: `sin`" in page.text("problem"), page.text("problem")
    # So it does where the address was wrong, and something is there to go on from.
    page.go(PAGE.as_uri() + "#f=sinn%28w%29")
    page.until("!document.getElementById('problem').hidden")
    assert "similar name exists: `sin`" in page.text("problem"), page.text("problem")
    assert "w^2" in page.text("curve"), page.text("curve")
    # Of several variables one formula is the derivative by the one that moves.
    page.field("#function", "x^2*y")
    for line, answer, verdict in [("x", "2*x*y", "right"), ("y", "x^2", "right"), ("y", "2*x*y", "wrong"),
                                  ("y", "2*x*y, x^2", "right")]:
        page.tab_to(f"#field-{line} ~ button")
        page.enter()
        page.until(f"document.getElementById('asked').textContent === 'The derivative of J by {line} is'")
        page.field("#answer", answer)
        page.until(f"document.getElementById('verdict').textContent.includes({json.dumps(verdict)})")
    for part, line in [("drill", "hint"), ("lab", "a"), ("cards", ""), ("order", "hint"), ("interview", "")]:
        page.tab_to("#go-practise")
        page.enter()
        page.tab_to(f"[data-part={part}]")
        page.enter()
        page.until("document.getElementById('talk').textContent.length > 10")
        before = len(page.text("talk"))
        page.field("#reply", line)
        page.until(f"document.getElementById('talk').textContent.length > {before + 3}")
    page.tab_to("#go-explore")
    page.enter()


def described(page):
    """Labels, roles and descriptions that change with the picture."""
    unlabelled = page.value("""[...document.querySelectorAll('input, select, button')].filter((each) =>
        !(each.labels?.length || each.getAttribute('aria-label') || each.textContent.trim())).length""")
    assert unlabelled == 0, unlabelled
    ids = page.value("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids)), ids
    before = page.text("curve-desc")
    page.field("#field-w", "1.5")
    page.until(f"document.getElementById('curve-desc').textContent !== {json.dumps(before)}")
    order = page.value("[...document.querySelectorAll('[tabindex]')].every((each) => each.tabIndex <= 0)")
    assert order


CONTROLS = """[...document.querySelectorAll('input, select, button, [tabindex="0"]')].filter((each) =>
    each.offsetParent && !each.disabled).map((each) => each.id || Object.values(each.dataset).join() ||
    each.textContent.trim())"""


def reached(page):
    """Tab comes to every control that is there, in the order in which they stand, and back."""
    for part in ["explore", "practise"]:
        page.tab_to("#go-" + part)
        page.enter()
        wanted = page.value(CONTROLS)
        assert len(wanted) > 8, wanted
        for shift in [False, True]:
            page.value("document.activeElement.blur()")
            page.value("getSelection().removeAllRanges(); scrollTo(0, 0)")
            page.tab_to("#go-explore")
            met = []
            for _ in range(3 * len(wanted)):
                met.append(page.value("""(document.activeElement.id ||
                    Object.values(document.activeElement.dataset).join() ||
                    document.activeElement.textContent.trim())"""))
                if met.count("go-explore") > 1:
                    break
                page.tab(shift)
            met = [each for each in met[:-1] if each in wanted]
            order = wanted if not shift else wanted[:1] + wanted[:0:-1]
            assert met == order, (part, shift, met, order)
            # Whoever comes there sees it.
            outline = page.value("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid", outline
    page.tab_to("#go-explore")
    page.enter()


# Every text against what is behind it, and every line of a picture against its ground, by WCAG 2.2.
CONTRAST = r"""(() => {
    const parsed = (colour) => {
        const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
        return { light: [r, g, b], a };
    };
    const luminance = (rgb) => rgb.map((c) => c / 255)
        .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const contrast = (one, other) => {
        const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x);
        return (a + 0.05) / (b + 0.05);
    };
    const behind = (each) => {
        for (; each; each = each.parentElement) {
            const ground = each.querySelector?.(":scope > .ground");
            const colour = parsed(ground && each.tagName === "svg" ? getComputedStyle(ground).fill
                : getComputedStyle(each).backgroundColor);
            if (colour.a === 1) return colour.light;
        }
        return [255, 255, 255];
    };
    const found = [];
    const look = (each, colour, least, what) => {
        const measured = contrast(parsed(colour).light, behind(each));
        found.push([what, Math.round(measured * 100) / 100, measured >= least]);
    };
    for (const each of document.querySelectorAll("body *")) {
        if (!each.getClientRects().length || each.closest("title, desc, script, style")) continue;
        const style = getComputedStyle(each);
        const own = [...each.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
        const name = each.tagName + (each.id ? "#" + each.id : "") + "." + each.getAttribute("class");
        if (each.closest("svg")) {
            if (each.tagName === "text") look(each, style.fill, 4.5, name);
            if (each.classList.contains("line")) look(each, style.stroke, 4.5, name);
            if (each.classList.contains("frame")) look(each, style.stroke, 3, name);
        } else if (own || each.matches("input, select")) {
            look(each, style.color, 4.5, name);
        }
        if (each.matches("input[type=text], select, button")) look(each.parentElement, style.borderColor, 3, name);
    }
    return found;
})()"""


def contrasts(page):
    """Text is told from its ground by 4.5 to 1 in both themes, however they are chosen."""
    def measured(theme):
        page.until("document.getAnimations().length === 0", seconds=3)
        found = page.value(CONTRAST)
        assert len(found) > 10, found
        poor = [each for each in found if not each[2]]
        assert not poor, (theme, poor)

    grounds = {}
    for system, chosen in [("light", "auto"), ("dark", "auto"), ("light", "dark"), ("dark", "light")]:
        # Lines of every kind: tangent, nudge, pole, band, the walk with its digits.
        for address in ["#f=w%5E2&w=3&eps=1&rate=1.1", "#f=1%2Fw%2Babs%28w-2%29&w=1", "#f=w*sin%281%2Fw%29&w=1"]:
            page.theme(system)
            page.go(PAGE.as_uri() + address)
            page.tab_to("[data-line=step]")
            page.enter()
            page.until("document.getElementById('sentence').textContent.startsWith('Step 1')")
            page.tab_to("#theme")
            for key in {"auto": [], "light": ["ArrowDown"], "dark": ["ArrowDown"] * 2}[chosen]:
                page.press(key, code=40)
            assert page.value("document.getElementById('theme').value") == chosen
            page.field("#answer", "3*w^")
            page.field("#function", "sinn(w)")
            page.until("!document.getElementById('problem').hidden")
            measured((system, chosen, address))
        page.tab_to("#go-practise")
        page.enter()
        page.tab_to("[data-part=drill]")
        page.enter()
        page.until("document.getElementById('talk').textContent.length > 10")
        measured((system, chosen, "practise"))
        ground = page.value("getComputedStyle(document.body).backgroundColor")
        grounds.setdefault(system if chosen == "auto" else chosen, set()).add(ground)
        page.picture(f"practise-{system}-{chosen}.png")
    # The choice wins over the system, and the themes are two.
    assert [len(of) for of in grounds.values()] == [1, 1] and grounds["light"] != grounds["dark"], grounds


def narrow(page):
    """At 320 pixels, which is 1280 at 400 %, nothing has to be scrolled sideways."""
    long = "+".join(f"sin({k}*w)" for k in range(1, 40))
    for address in ["#f=w%5E2&w=3", "#f=x%5E2%2B3*y%5E2&x=4&y=2", "#f=" + long.replace("+", "%2B"),
                    "#f=1e9*w%5E2&w=12345.678"]:
        page.go(PAGE.as_uri() + address)
        for width in [320, 275]:
            page.size(width, 900)
            page.until(f"document.querySelector('#curve svg').viewBox.baseVal.width < {width}")
            wide = page.value("document.documentElement.scrollWidth")
            assert wide <= width, f"{address}: {wide} pixels wide at {width}"
            # What is in a picture is cut off at its edge without a word.
            cut = page.value("""[...document.querySelectorAll('svg text')].filter((each) => {
                const [own, all] = [each.getBoundingClientRect(), each.closest('svg').getBoundingClientRect()];
                return own.left < all.left - 1 || own.right > all.right + 1;
            }).map((each) => each.textContent)""")
            assert not cut, f"{address}: cut off at {width}: {cut}"
            page.picture(f"narrow-{width}.png")
        page.size(1100, 900)
        page.until("document.querySelector('#curve svg').viewBox.baseVal.width > 400")
    page.size(320, 900)
    for part in ["drill", "lab", "order", "cards", "interview"]:
        page.tab_to("#go-practise")
        page.enter()
        page.tab_to(f"[data-part={part}]")
        page.enter()
        page.until("document.getElementById('talk').textContent.length > 10")
        for line in ["hint", "a" * 200]:
            page.field("#reply", line)
        wide = page.value("Math.max(document.documentElement.scrollWidth, document.getElementById('talk').scrollWidth)")
        assert wide <= 320, f"{part}: {wide} pixels wide"
        page.picture(f"narrow-{part}.png")
    page.size(1100, 1250)


def still(page):
    """Nothing moves by itself where that is not wanted."""
    moving = """[...document.querySelectorAll('*')].filter((each) => {
        const style = getComputedStyle(each);
        const lasts = (times) => times.split(',').some((time) => parseFloat(time) > 0);
        return lasts(style.transitionDuration) || lasts(style.animationDuration)
            || style.scrollBehavior === 'smooth';
    }).length + document.getAnimations().length + document.querySelectorAll('animate, marquee, video').length"""
    page.theme("light", "reduce")
    # What began before it was asked for ends.
    page.until(f"{moving} === 0", seconds=3)
    page.theme("light")


def main():
    if not BROWSER:
        print("Chromium is not present: the page is not driven")
        return
    with tempfile.TemporaryDirectory() as folder:
        page = Browser(folder)
        try:
            page.open(PAGE.as_uri())
            page.size(1100, 1250)
            page.until("document.querySelector('#curve svg').viewBox.baseVal.width > 660")
            assert page.text("sentence").startswith("Right now a nudge of 1 changes J by 7."), page.text("sentence")
            for theme in ["light", "dark"]:
                page.theme(theme)
                page.picture(theme + ".png")
            page.theme("light")
            still(page)
            keyboard(page)
            reached(page)
            page.go(PAGE.as_uri() + "#f=x%5E2%2B3*y%5E2&x=4&y=2&eps=0.5&rate=0.1")
            assert page.text("sentence").startswith("Right now a nudge of 0.5"), page.text("sentence")
            assert "heights" in page.value("document.getElementById('heights').innerHTML")
            page.picture("two.png")
            reached(page)
            page.go(PAGE.as_uri() + "#f=w%5E2&w=2&eps=1&rate=1.1")
            assert page.value("location.hash") == "#f=w%5E2&w=2&eps=1&rate=1.1"
            described(page)
            sessions(page)
            slopes(page)
            contrasts(page)
            narrow(page)
            trouble = page.trouble()
            assert not trouble, trouble
        finally:
            page.close()
    print("the page does what the program does")


main()
