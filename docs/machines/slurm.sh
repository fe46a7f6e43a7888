#!/usr/bin/env bash
# One shard of a run as a task of a Slurm array: sbatch --array=1-40 docs/machines/slurm.sh
# ARCHIVE and SHARDS name folders that all nodes see. A task that was preempted or whose node died goes on where it was.
#SBATCH --job-name=gongkai
#SBATCH --cpus-per-task=1
#SBATCH --mem=4G
#SBATCH --requeue
#SBATCH --open-mode=append
set -euo pipefail
number=$SLURM_ARRAY_TASK_ID
of=$SLURM_ARRAY_TASK_MAX
exec "${GONGKAI:-gongkai}" extract "$ARCHIVE" -o "$SHARDS/$number" --shard "$number/$of" --workers 1
