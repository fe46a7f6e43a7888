// A Slurm cluster of one's own: one node, which is this machine, on free ports of its loopback.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { freePorts } from "../../src/dev/free-ports.ts";

export interface OwnSlurm {
  /** What commands of Slurm have in their environment to speak to it. */
  readonly env: { readonly SLURM_CONF: string };
  /** Until no job is queued or runs. */
  idle(): Promise<void>;
  stop(): void;
}

const DAEMONS = ["slurmctld", "slurmd"];
const COMMANDS = ["sbatch", "squeue", "scancel", "sinfo"];

/** Whether all its programs are installed. Without a cluster its commands tell no version. */
export function hasSlurm(): boolean {
  return [...DAEMONS, ...COMMANDS].every((name) => spawnSync(name, ["-V"]).error === undefined);
}

/**
 * Jobs are not kept apart by users or control groups: whoever may start this may run them.
 * @param folder an empty one, for what the cluster keeps
 * @throws Error with what its daemons say when the node does not come up
 */
export async function startSlurm(folder: string): Promise<OwnSlurm> {
  const file = join(folder, "slurm.conf");
  const [controller = 0, node = 0] = await freePorts(2);
  for (const name of ["state", "spool"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(file, configuration(folder, controller, node));
  const env = { SLURM_CONF: file };
  const log = (name: string) => join(folder, `${name}.log`);
  const daemons = DAEMONS.map((name): ChildProcess => {
    const words = name === "slurmd" ? ["-D", "-N", "localhost"] : ["-D", "-i"];
    const said = openSync(log(name), "a");
    return spawn(name, words, { env: { ...process.env, ...env }, stdio: ["ignore", said, said] });
  });
  const asks = (name: string, ...words: string[]) =>
    spawnSync(name, words, { env: { ...process.env, ...env }, encoding: "utf8" }).stdout.trim();
  const stop = () => {
    asks("scancel", "--full", `--user=${userInfo().username}`);
    for (const daemon of daemons) daemon.kill("SIGKILL");
  };
  while (asks("sinfo", "--noheader", "--format=%t") !== "idle") {
    if (daemons.some(({ exitCode }) => exitCode !== null)) {
      stop();
      throw new Error(`Slurm ended: ${DAEMONS.map((name) => readFileSync(log(name), "utf8")).join("\n")}`);
    }
    await wait(200);
  }
  return {
    env,
    stop,
    async idle() {
      while (asks("squeue", "--noheader") !== "") await wait(500);
    },
  };
}

function configuration(folder: string, controller: number, node: number): string {
  const { username } = userInfo();
  return `ClusterName=one
SlurmctldHost=localhost(127.0.0.1)
SlurmUser=${username}
SlurmdUser=${username}
AuthType=auth/none
CredType=cred/none
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
SlurmctldPort=${controller}
SlurmdPort=${node}
StateSaveLocation=${join(folder, "state")}
SlurmdSpoolDir=${join(folder, "spool")}
SlurmctldPidFile=${join(folder, "slurmctld.pid")}
SlurmdPidFile=${join(folder, "slurmd.pid")}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SlurmdParameters=config_overrides
ReturnToService=2
DependencyParameters=kill_invalid_depend
NodeName=localhost NodeHostname=${hostname().split(".")[0]} NodeAddr=127.0.0.1 CPUs=4 RealMemory=16384 State=UNKNOWN
PartitionName=all Nodes=localhost Default=YES State=UP
`;
}
