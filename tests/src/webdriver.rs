use std::{
    env,
    net::TcpListener,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    rc::Rc,
    thread::sleep,
    time::{Duration, Instant},
};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use ureq::Agent;

/// How long a window may take to show what is expected of it.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long the program may take to open its windows on a busy machine.
const START: Duration = Duration::from_secs(60);

/// Keys without a character, as WebDriver numbers them.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs, reason = "the names of the keys")]
pub enum Key {
    Enter,
    Escape,
    Down,
    Tab,
    /// F1 to F12.
    F(u8),
}

impl Key {
    fn character(self) -> char {
        match self {
            Self::Enter => '\u{E007}',
            Self::Escape => '\u{E00C}',
            Self::Down => '\u{E015}',
            Self::Tab => '\u{E004}',
            Self::F(number) => char::from_u32(0xE030 + u32::from(number)).expect("F1 to F12"),
        }
    }
}

/// The left Control key, as WebDriver numbers it.
const CTRL: char = '\u{E009}';

/// The left Shift key, as WebDriver numbers it.
const SHIFT: char = '\u{E008}';

/// Waits until `look` gives something, and gives it.
///
/// # Panics
/// It gives nothing for too long.
#[track_caller]
pub fn until<T>(expected: &str, patience: Duration, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + patience;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(
            Instant::now() < deadline,
            "waited {} s in vain: {expected}",
            patience.as_secs()
        );
        sleep(Duration::from_millis(40));
    }
}

/// The window program, driven through WebKit's own driver. All of it is killed at the end.
#[derive(Debug)]
pub struct Driver {
    process: Child,
    agent: Agent,
    address: String,
    session: String,
    begun: Instant,
}

impl Driver {
    /// Starts the program with these arguments and this data folder.
    ///
    /// # Panics
    /// There is no display or no driver, or the program does not come up.
    #[track_caller]
    pub fn start(program: &Path, arguments: &[&str], data: &Path) -> Self {
        let display = ["DISPLAY", "WAYLAND_DISPLAY"].map(env::var_os);
        assert!(
            display.iter().any(Option::is_some),
            "there is no display: run “make test”, which brings its own"
        );
        let port = free_port();
        let process = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("LANYARD_DATA", data)
            .env_remove("LANYARD_EVENT")
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .unwrap_or_else(|error| panic!("WebKitWebDriver: {error}; “make test” installs it"));
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(START))
            .build()
            .into();
        let mut driver = Self {
            process,
            agent,
            address: format!("http://127.0.0.1:{port}"),
            session: String::new(),
            begun: Instant::now(),
        };
        until("WebKitWebDriver answers", START, || {
            let status = driver
                .agent
                .get(format!("{}/status", driver.address))
                .call();
            status.ok().filter(|status| status.status().is_success())
        });
        let options = json!({ "binary": program, "args": arguments });
        let capabilities = json!({ "alwaysMatch": { "webkitgtk:browserOptions": options } });
        driver.begun = Instant::now();
        let session = driver
            .post("/session", &json!({ "capabilities": capabilities }))
            .unwrap_or_else(|problem| panic!("{} did not come up: {problem}", program.display()));
        let id = session["sessionId"].as_str().expect("a session has an id");
        driver.session = format!("/session/{id}");
        driver
    }

    /// The window of this label.
    #[track_caller]
    pub fn pane(self: &Rc<Self>, label: &str) -> Pane {
        let script = "return window.__TAURI_INTERNALS__?.metadata?.currentWindow?.label ?? ''";
        let handle = until(&format!("the window “{label}” is there"), START, || {
            let handles = self.get("/window/handles").ok()?;
            let handles = handles.as_array()?.iter().filter_map(Value::as_str);
            handles.map(str::to_owned).find(|handle| {
                self.switch(handle).is_ok() && self.script(script).is_ok_and(|found| found == label)
            })
        });
        Pane {
            driver: Rc::clone(self),
            handle,
        }
    }

    /// When the program was started.
    pub fn begun(&self) -> Instant {
        self.begun
    }

    /// The process group of the driver and of all the processes of the program.
    pub fn group(&self) -> u32 {
        self.process.id()
    }

    /// What a script gives in the window that opened first; nothing while there is no page.
    pub fn look(&self, script: &str) -> Option<Value> {
        self.script(script).ok()
    }

    fn switch(&self, handle: &str) -> Result<Value, String> {
        self.post(
            &format!("{}/window", self.session),
            &json!({ "handle": handle }),
        )
    }

    fn script(&self, script: &str) -> Result<Value, String> {
        self.post(
            &format!("{}/execute/sync", self.session),
            &json!({ "script": script, "args": [] }),
        )
    }

    fn get(&self, path: &str) -> Result<Value, String> {
        let request = self
            .agent
            .get(format!("{}{}{path}", self.address, self.session));
        value(request.call())
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        value(
            self.agent
                .post(format!("{}{path}", self.address))
                .send_json(body),
        )
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ending the session closes the windows; whatever remains is in the driver's group.
        let _ = self
            .agent
            .delete(format!("{}{}", self.address, self.session))
            .call();
        let group = format!("kill -9 -{}", self.process.id());
        let _ = Command::new("sh")
            .args(["-c", &group])
            .stderr(Stdio::null())
            .status();
        let _ = self.process.wait();
    }
}

/// How a text stands on the screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Sight {
    /// How large it is set.
    pub pixels: f64,
    /// So much of it is cut off.
    pub hidden: f64,
    /// How large the largest of all other texts that are seen is set.
    pub next: f64,
    /// Which one that is.
    pub next_text: String,
}

/// Measures a part and all texts beside it. A text has to be within all that would cut it off.
const SIGHT: &str = "
    const part = document.querySelector(`[data-testid=\"${name}\"]`);
    if (!part) return {};
    const size = (element) => parseFloat(getComputedStyle(element).fontSize);
    const cut = (element) => {
      const box = element.getBoundingClientRect();
      let most = Math.max(box.bottom - innerHeight, box.right - innerWidth, -box.top, -box.left, 0);
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (getComputedStyle(around).overflowY === 'visible') continue;
        const frame = around.getBoundingClientRect();
        most = Math.max(most, box.bottom - frame.bottom, frame.top - box.top);
      }
      return most;
    };
    const others = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const element = texts.currentNode.parentElement;
      const { width, height } = element.getBoundingClientRect();
      const blank = texts.currentNode.data.trim() === '';
      if (blank || part.contains(element) || element.closest('.visually-hidden')) continue;
      if (width > 2 && cut(element) < height) others.push(element);
    }
    others.sort((one, other) => size(other) - size(one));
    return {
      pixels: size(part), hidden: cut(part),
      next: size(others[0]), next_text: others[0].innerText,
    };
";

/// One window of the program. Its parts are named by their `data-testid`.
#[derive(Debug)]
pub struct Pane {
    driver: Rc<Driver>,
    handle: String,
}

impl Pane {
    /// What a part shows; `None` where it is not there.
    #[track_caller]
    pub fn text(&self, part: &str) -> Option<String> {
        self.property(part, "part.innerText.trim()")
    }

    /// What stands in a field.
    #[track_caller]
    pub fn input(&self, part: &str) -> Option<String> {
        self.property(part, "part.value")
    }

    /// An attribute of a part.
    #[track_caller]
    pub fn attribute(&self, part: &str, name: &str) -> Option<String> {
        self.property(part, &format!("part.getAttribute('{name}')"))
    }

    /// Waits until a part shows this text.
    #[track_caller]
    pub fn shows(&self, part: &str, text: &str) {
        let mut shown = None;
        self.wait(&format!("“{text}” in {part}"), || {
            shown = self.text(part);
            shown.as_deref() == Some(text)
        });
    }

    /// Waits until a part's text has this in it.
    #[track_caller]
    pub fn mentions(&self, part: &str, text: &str) {
        self.wait(&format!("“{text}” within {part}"), || {
            self.text(part).is_some_and(|shown| shown.contains(text))
        });
    }

    /// Waits until the stage shows this verdict.
    #[track_caller]
    pub fn verdict(&self, verdict: &str) {
        self.wait(&format!("the verdict {verdict}"), || {
            self.attribute("stage", "data-verdict").as_deref() == Some(verdict)
        });
    }

    /// Waits until `holds`.
    #[track_caller]
    pub fn wait(&self, expected: &str, mut holds: impl FnMut() -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !holds() {
            if Instant::now() > deadline {
                let page = self.run("return document.body.innerText");
                panic!(
                    "waited {} s in vain for {expected}; the window shows:\n{page}",
                    PATIENCE.as_secs()
                );
            }
            sleep(Duration::from_millis(40));
        }
    }

    /// Types as a scanner does: one key after another without pauses, then Enter.
    #[track_caller]
    pub fn scan(&self, code: &str) {
        let enter = Key::Enter.character();
        self.keys(code.chars().chain([enter]), None);
    }

    /// Types as a person does.
    #[track_caller]
    pub fn type_slowly(&self, text: &str) {
        self.keys(text.chars(), Some(Duration::from_millis(130)));
    }

    /// Presses a key.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.keys([key.character()].into_iter(), None);
    }

    /// Presses a key with Ctrl.
    #[track_caller]
    pub fn press_ctrl(&self, key: char) {
        let press = |kind: &str, key: char| json!({ "type": kind, "value": key.to_string() });
        self.act(vec![
            press("keyDown", CTRL),
            press("keyDown", key),
            press("keyUp", key),
            press("keyUp", CTRL),
        ]);
    }

    /// Waits for a field, puts the focus into it and types as a person does.
    #[track_caller]
    pub fn fill(&self, field: &str, text: &str) {
        self.there(field);
        self.run(&format!(
            "document.querySelector('[data-testid=\"{field}\"]').focus()"
        ));
        self.type_slowly(text);
    }

    /// Waits until a part is there, and clicks it.
    #[track_caller]
    pub fn click(&self, part: &str) {
        self.there(part);
        self.run(&format!(
            "document.querySelector('[data-testid=\"{part}\"]').click()"
        ));
    }

    /// Waits until a part is there.
    #[track_caller]
    pub fn there(&self, part: &str) {
        self.wait(part, || self.property(part, "'there'").is_some());
    }

    /// Waits until a part is gone.
    #[track_caller]
    pub fn gone(&self, part: &str) {
        self.wait(&format!("no {part}"), || {
            self.property(part, "'there'").is_none()
        });
    }

    /// Moves the window, so that none covers another: what is not seen is not painted.
    #[track_caller]
    pub fn move_to(&self, x: u32, y: u32) {
        self.switch();
        let path = format!("{}/window/rect", self.driver.session);
        self.driver.post(&path, &json!({ "x": x, "y": y })).unwrap();
    }

    /// Gives the page this many pixels.
    #[track_caller]
    pub fn resize(&self, width: u32, height: u32) {
        self.switch();
        let path = format!("{}/window/rect", self.driver.session);
        let size = json!({ "width": width, "height": height });
        self.driver.post(&path, &size).unwrap();
        let size = json!([width, height]);
        self.wait(&format!("a page of {size}"), || {
            self.run("return [innerWidth, innerHeight]") == size
        });
    }

    /// How a part stands on the screen; `None` where it is not there.
    #[track_caller]
    pub fn sight(&self, part: &str) -> Option<Sight> {
        let seen = self.run(&format!("const name = '{part}'; {SIGHT}"));
        Some(Sight {
            pixels: seen["pixels"].as_f64()?,
            hidden: seen["hidden"].as_f64()?,
            next: seen["next"].as_f64()?,
            next_text: seen["next_text"].as_str()?.to_owned(),
        })
    }

    /// Saves a picture of the window, as PNG.
    #[track_caller]
    pub fn picture(&self, file: &Path) {
        self.wait("the page to come to rest", || {
            let rest = "return document.getAnimations().every((animation) => \
                animation.playState !== 'running' || \
                animation.effect.getComputedTiming().endTime === Infinity)";
            self.run(rest) == Value::Bool(true)
        });
        // WebKit takes it with the next frame it paints, and a page at rest paints none.
        self.run(
            "const root = document.documentElement.style; let frames = 0; \
             window.repainting = setInterval(() => { \
               root.opacity = frames++ % 2 ? '' : '0.999'; \
             }, 20)",
        );
        let picture = self.driver.get("/screenshot").unwrap();
        self.run("clearInterval(window.repainting); document.documentElement.style.opacity = ''");
        let bytes = BASE64_STANDARD.decode(picture.as_str().unwrap()).unwrap();
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }

    #[track_caller]
    fn keys(&self, keys: impl Iterator<Item = char>, pause: Option<Duration>) {
        let mut actions = Vec::new();
        for key in keys {
            // A keyboard, and so a scanner, presses Shift before what needs it.
            let shift = (key.is_ascii_uppercase() || "$%*+:".contains(key)).then_some(SHIFT);
            let press = |kind: &str, key: char| json!({ "type": kind, "value": key.to_string() });
            actions.extend(shift.map(|shift| press("keyDown", shift)));
            actions.push(press("keyDown", key));
            actions.push(press("keyUp", key));
            actions.extend(shift.map(|shift| press("keyUp", shift)));
            if let Some(pause) = pause {
                let millis = u64::try_from(pause.as_millis()).unwrap();
                actions.push(json!({ "type": "pause", "duration": millis }));
            }
        }
        self.act(actions);
    }

    #[track_caller]
    fn act(&self, actions: Vec<Value>) {
        self.switch();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        let path = format!("{}/actions", self.driver.session);
        self.driver
            .post(&path, &json!({ "actions": [keyboard] }))
            .unwrap();
    }

    #[track_caller]
    fn property(&self, part: &str, expression: &str) -> Option<String> {
        let found = self.run(&format!(
            "const part = document.querySelector('[data-testid=\"{part}\"]'); \
             return part && {expression}"
        ));
        found.as_str().map(str::to_owned)
    }

    #[track_caller]
    fn run(&self, script: &str) -> Value {
        self.switch();
        self.driver.script(script).unwrap()
    }

    #[track_caller]
    fn switch(&self) {
        self.driver.switch(&self.handle).unwrap();
    }
}

fn value(answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Value, String> {
    let mut answer = answer.map_err(|error| error.to_string())?;
    let status = answer.status();
    let mut body: Value = answer
        .body_mut()
        .read_json()
        .map_err(|error| error.to_string())?;
    let value = body["value"].take();
    if status.is_success() {
        Ok(value)
    } else {
        Err(value.to_string())
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.local_addr().unwrap().port()
}
