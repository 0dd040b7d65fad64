// What becomes of memory that was freed: kept for what comes next, or given back to the system.
#pragma once

#include <cstddef>

namespace schakel {

// Records, tables and blocks come and go by the megabyte. Memory that goes back to the system in between, to be touched
// anew for the next, costs a large part of the time of such a job. To be called once, before it begins.
void keep_freed_memory();

// Between two steps of one request that run on different threads: what one thread freed, another does not use. Takes
// milliseconds, and does nothing for a request of less than 4 MiB.
void give_back_freed_memory(std::size_t bytes_of_request);

} // namespace schakel
