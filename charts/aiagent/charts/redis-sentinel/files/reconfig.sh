#!/bin/sh
# Sentinel calls this when the master has changed: reconfig.sh GROUP ROLE STATE FROM-IP FROM-PORT TO-IP TO-PORT.
COMPONENT=sentinel
. "$(dirname "$0")/lib.sh"
say master-changed group "$1" role "$2" state "$3" from "$4:$5" to "$6:$7"
