#include "adapters/common/edex/read.hpp"

#include "adapters/common/edex/object_relay.hpp"
#include "adapters/common/edex/parse.hpp"
#include "gateway/validation/xsd_reading.hpp"

#include <exception>
#include <memory>
#include <system_error>
#include <thread>

namespace schakel::edex {

namespace {

struct reading_task {
    const roster_input& input;
    const document_limits& limits;
    const validation::xsd_schema& schema;
    const document_form& form;

    objects_read run(object_handler& into, text_room* shared) const {
        object_reader reader(input.bytes, form, into, shared);
        objects_read out;
        out.checked = validation::validate_and_read(schema, input.bytes, input.file, limits, reader);
        out.container = reader.container();
        out.counts = reader.counts();
        return out;
    }
};

// One reading on a thread of its own.
class reading_thread {
public:
    explicit reading_thread(const reading_task& task) : task_(task), thread_([this] { run(); }) {}
    ~reading_thread() {
        if (thread_.joinable()) thread_.join();
    }
    reading_thread(const reading_thread&) = delete;
    reading_thread& operator=(const reading_thread&) = delete;

    objects_read hand_over(object_handler& into) {
        try {
            relay_.hand_over(into);
        } catch (...) {
            relay_.abandon();
            throw;
        }
        thread_.join();
        if (failure_) std::rethrow_exception(failure_);
        return std::move(out_);
    }

private:
    void run() {
        try {
            out_ = task_.run(relay_, &relay_.texts());
        } catch (const object_relay::abandoned&) { // nobody waits for the outcome
        } catch (...) {
            failure_ = std::current_exception();
        }
        relay_.close();
    }

    const reading_task task_;
    object_relay relay_;
    objects_read out_;
    std::exception_ptr failure_;
    std::thread thread_; // last: it uses the others
};

// Null where a thread is of no use, or the system gives none.
std::unique_ptr<reading_thread> thread_for(const reading_task& task) {
    if (std::thread::hardware_concurrency() == 1) return nullptr;
    try {
        return std::make_unique<reading_thread>(task);
    } catch (const std::system_error&) {
        return nullptr;
    }
}

} // namespace

objects_read read_objects(
    const roster_input& input, const document_limits& limits, const validation::xsd_schema& schema,
    const document_form& form, object_handler& into, std::size_t alone
) {
    const reading_task task{input, limits, schema, form};
    if (input.bytes.size() > alone)
        if (auto thread = thread_for(task)) return thread->hand_over(into);
    return task.run(into, nullptr);
}

} // namespace schakel::edex
