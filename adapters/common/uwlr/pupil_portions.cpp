#include "adapters/common/uwlr/pupil_portions.hpp"

#include "adapters/common/uwlr/names.hpp"
#include "adapters/common/uwlr/trace.hpp"

#include <array>

namespace schakel::uwlr {

namespace {

constexpr std::array<std::string_view, 2> names_of_pupils{"leerlingid", "eckid"};

class later_pupils : public further_records {
public:
    later_pupils(std::shared_ptr<const divided_message> message, wire::message frame, pupil_reader pupil_ids)
        : message_(std::move(message)), frame_(std::move(frame)), pupil_ids_(pupil_ids) {}

    std::size_t portions() const override { return message_->portions() - 1; }

    std::vector<model::record> read(std::size_t portion) const override {
        wire::message some = frame_;
        some.toetsafnames = message_->read(portion + 1);
        std::vector<model::record> records;
        records.emplace_back(to_model(some, pupil_ids_));
        return records;
    }

private:
    std::shared_ptr<const divided_message> message_;
    wire::message frame_;
    pupil_reader pupil_ids_;
};

} // namespace

divided_message::divided_message(std::string_view bytes, bool whole)
    : tree_(bytes, "toetsafnames", whole ? bytes.size() : portion_size, names_of_pupils) {}

divided_message::divided_message(std::string_view bytes, const xml::bound_reading& pupils)
    : tree_(bytes, pupils.offset(), pupils.content()) {}

bool divided_message::opened(const xml::node& message) {
    list_ = message.child(space::results, "toetsafnames");
    return !tree_.is_divided() || tree_.divides(list_);
}

std::vector<wire::toetsafname> divided_message::read(std::size_t portion, field_trace* trace) const {
    if (!tree_.is_divided()) return read_pupils(list_.first_child());
    const xml::document tree = tree_.read(portion, list_);
    if (trace) trace_pupils(tree.root(), *trace);
    return read_pupils(tree.root());
}

std::shared_ptr<const further_records>
further_pupils(std::shared_ptr<const divided_message> message, wire::message frame, pupil_reader pupil_ids) {
    if (message->portions() < 2) return nullptr;
    return std::make_shared<later_pupils>(std::move(message), std::move(frame), pupil_ids);
}

} // namespace schakel::uwlr
