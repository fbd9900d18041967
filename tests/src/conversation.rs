use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::Duration,
};

/// How long a program may think about a line.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program that is told lines and answers with lines; it is killed when this is dropped.
#[derive(Debug)]
pub struct Conversation {
    child: Child,
    input: Option<ChildStdin>,
    lines: Receiver<String>,
}

impl Conversation {
    /// Starts the program.
    pub fn start(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let input = child.stdin.take();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let (sender, lines) = channel();
        thread::spawn(move || {
            let mut line = String::new();
            while output.read_line(&mut line).is_ok_and(|length| length > 0) {
                // The last line of a killed program may be cut off: it says nothing.
                let whole = line.strip_suffix('\n').map(str::to_owned);
                if whole.is_none_or(|whole| sender.send(whole).is_err()) {
                    return;
                }
                line.clear();
            }
        });
        Self {
            child,
            input,
            lines,
        }
    }

    /// Tells the program a line.
    #[track_caller]
    pub fn tell(&mut self, line: &str) {
        let mut input = self.input.as_ref().expect("the program still listens");
        input.write_all(format!("{line}\n").as_bytes()).unwrap();
        input.flush().unwrap();
    }

    /// Tells the program lines from now on, without waiting for its answers, until it is killed.
    pub fn keep_telling(&mut self, told: Vec<String>) {
        let mut input = self.input.take().expect("the program still listens");
        thread::spawn(move || {
            for line in told {
                if writeln!(input, "{line}").is_err() {
                    return;
                }
            }
        });
    }

    /// The next line of the program.
    #[track_caller]
    pub fn hear(&self) -> String {
        self.lines
            .recv_timeout(PATIENCE)
            .expect("the program answers each line at once")
    }

    /// Kills the program (SIGKILL) and gives the whole lines that it had still said.
    pub fn kill(mut self) -> Vec<String> {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.lines.iter().collect()
    }

    /// Tells the program that nothing more comes; gives what it had still to say, and its exit
    /// code.
    pub fn end(mut self) -> (Vec<String>, Option<i32>) {
        drop(self.input.take());
        let lines = self.lines.iter().collect();
        (lines, self.child.wait().unwrap().code())
    }
}

impl Drop for Conversation {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
