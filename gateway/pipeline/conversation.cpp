#include "gateway/pipeline/conversation.hpp"

#include <future>
#include <memory>

namespace schakel::pipeline {

received_answer await_answer(
    const std::function<void(std::function<void(received_answer)>)>& ask, const std::function<bool()>& stopping
) {
    auto promised = std::make_shared<std::promise<received_answer>>();
    auto coming = promised->get_future();
    ask([promised](received_answer got) { promised->set_value(std::move(got)); });
    while (coming.wait_for(std::chrono::milliseconds(200)) != std::future_status::ready) {
        if (!stopping()) continue;
        received_answer none;
        none.how = received_answer::transport::unknown;
        none.error = "the gateway is stopping";
        return none;
    }
    return coming.get();
}

} // namespace schakel::pipeline
