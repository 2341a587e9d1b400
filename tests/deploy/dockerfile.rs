//! The Dockerfile as an engine reads it: stages of instructions, lines joined, comments gone.

use crate::text_of;

/// A Dockerfile.
pub struct Dockerfile {
    /// What stands before the first stage, then the stages.
    pub stages: Vec<Stage>,
}

/// One stage: its instructions in their order, the first being `FROM`.
pub struct Stage {
    /// Instruction and argument.
    pub instructions: Vec<(String, String)>,
}

impl Dockerfile {
    /// The committed one.
    pub fn committed() -> Self {
        Self::read(&text_of("Dockerfile"))
    }

    /// Reads a text.
    pub fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.trim_start().starts_with('#'));
        let mut joined = String::new();
        for line in lines {
            match line.strip_suffix('\\') {
                Some(more) => joined.push_str(more),
                None => {
                    joined.push_str(line);
                    joined.push('\n');
                }
            }
        }
        let mut stages: Vec<Stage> = Vec::new();
        for line in joined.lines().filter(|line| !line.trim().is_empty()) {
            let (word, argument) = line.split_once(' ').unwrap_or((line, ""));
            let argument = argument.split_whitespace().collect::<Vec<_>>().join(" ");
            let instruction = (word.to_uppercase(), argument);
            match stages.last_mut() {
                Some(stage) if instruction.0 != "FROM" => stage.instructions.push(instruction),
                Some(_) | None => stages.push(Stage {
                    instructions: vec![instruction],
                }),
            }
        }
        Self { stages }
    }

    /// The stage that becomes the image.
    pub fn last_stage(&self) -> &Stage {
        self.stages.last().unwrap()
    }

    /// The commands that the build stage runs, one by one.
    pub fn build_commands(&self) -> Vec<String> {
        self.stages[0]
            .all("RUN")
            .flat_map(|run| run.split("&&"))
            .map(|command| {
                let words = command
                    .split_whitespace()
                    .skip_while(|word| word.starts_with("--mount="));
                words.collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    /// The images it is built from.
    pub fn bases(&self) -> Vec<&str> {
        let stages = self.stages.iter();
        stages
            .map(|stage| stage.instructions[0].1.split(' ').next().unwrap_or_default())
            .collect()
    }
}

impl Stage {
    /// The arguments of all instructions of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        let named = self.instructions.iter().filter(move |(word, _)| word == name);
        named.map(|(_, argument)| argument.as_str())
    }

    /// The argument of the last instruction of that name, or nothing.
    pub fn argument<'a>(&'a self, name: &'a str) -> &'a str {
        self.all(name).last().unwrap_or_default()
    }

    /// The words of an instruction in its JSON form.
    pub fn list<'a>(&'a self, name: &'a str) -> Vec<String> {
        serde_json::from_str(self.argument(name)).unwrap_or_default()
    }

    /// The words of the health check.
    pub fn health_check(&self) -> Vec<String> {
        let check = self.argument("HEALTHCHECK");
        let command = check.split_once("CMD ").map(|(_, command)| command);
        command
            .and_then(|command| serde_json::from_str(command).ok())
            .unwrap_or_default()
    }
}

/// Every promise of the image that this file breaks.
pub fn broken_promises(dockerfile: &Dockerfile) -> Vec<&'static str> {
    let mut broken = Vec::new();
    let mut need = |is_kept: bool, promise| {
        if !is_kept {
            broken.push(promise);
        }
    };
    let last = dockerfile.last_stage();
    let build = dockerfile.build_commands();
    need(dockerfile.stages.len() > 1, "what builds does not ship");
    need(
        build
            .iter()
            .any(|c| c.starts_with("cargo build") && c.contains("--locked")),
        "the build is locked",
    );
    need(
        build
            .iter()
            .any(|c| c.starts_with("cargo build") && c.contains("--release")),
        "the build is optimised",
    );
    need(last.all("RUN").next().is_none(), "the image needs no shell");
    need(
        last.all("COPY").all(|copy| copy.starts_with("--from=build ")),
        "the image holds only what was built",
    );
    need(
        dockerfile.stages.iter().all(|stage| stage.all("ADD").next().is_none()),
        "nothing is fetched by address",
    );
    need(
        dockerfile
            .bases()
            .iter()
            .all(|base| base.contains(':') && !base.ends_with(":latest")),
        "bases have a version",
    );
    let user = last.argument("USER");
    need(
        user.split(':').all(|id| id.parse::<u32>().is_ok_and(|id| id > 0)),
        "the user is a number and not root",
    );
    let (entry, check) = (last.list("ENTRYPOINT"), last.health_check());
    need(!entry.is_empty(), "the program is started without a shell");
    need(
        check.len() == entry.len() + 1
            && check.starts_with(&entry)
            && check.last().is_some_and(|word| word == "health"),
        "the program itself is asked whether it is healthy",
    );
    let labels = last.argument("LABEL");
    need(
        ["title", "description", "licenses", "version", "revision"]
            .iter()
            .all(|name| labels.contains(&format!("org.opencontainers.image.{name}="))),
        "the image says what it is",
    );
    let all = || dockerfile.stages.iter().flat_map(|stage| &stage.instructions);
    need(
        all()
            .filter(|(word, _)| word == "ENV" || word == "ARG")
            .all(|(_, text)| {
                !["PASSWORD", "SECRET", "TOKEN", "KEY"]
                    .iter()
                    .any(|w| text.to_uppercase().contains(w))
            }),
        "no secret is built in",
    );
    broken
}
