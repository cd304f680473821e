"""Runs a command and says on the last line of stdout what it took, as JSON.

    python3 measure.py COMMAND [ARGUMENT...]

wall and cpu (user and system) in seconds, rss in bytes: of the largest process of all that it
started. The command's own output goes to stderr. Ends with the status of the command.
"""
import json
import resource
import subprocess
import sys
import time

if len(sys.argv) < 2 or sys.argv[1] in ("-h", "--help"):
    print(__doc__)
    sys.exit(0 if len(sys.argv) > 1 else 2)
begin = time.monotonic()
status = subprocess.run(sys.argv[1:], stdout=sys.stderr, check=False).returncode
wall = time.monotonic() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps({"wall": wall, "cpu": used.ru_utime + used.ru_stime, "rss": used.ru_maxrss * 1024}))
sys.exit(status)
