// For a process that works through one large job: memory that was freed is kept for what comes next.
#pragma once

namespace schakel {

// Records, tables and blocks come and go by the megabyte. Memory that goes back to the system in between, to be touched
// anew for the next, costs a large part of the time of such a job. To be called once, before it begins.
void keep_freed_memory();

} // namespace schakel
