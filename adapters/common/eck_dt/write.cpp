#include "adapters/common/eck_dt/write.hpp"

#include "adapters/common/eck_dt/translate.hpp"
#include "gateway/adapter/minted_id.hpp"

#include <algorithm>

namespace schakel::eck_dt {

namespace {

using model::access::product;
constexpr std::size_t piece = 32u << 10, page_size = 200;
constexpr std::int64_t most_entries = 1000;

// Products of a view one after another.
class product_walk {
public:
    explicit product_walk(const entitlement_view& view) : view_(view) {}

    const product* next() {
        if (at_ == page_.size() && !turn()) return nullptr;
        return &std::get<product>(page_[at_++]);
    }

private:
    bool turn() {
        if (last_) return false;
        page_.clear();
        at_ = 0;
        holdings_range range;
        range.after = after_;
        range.limit = page_size;
        view_.page(range, page_);
        last_ = page_.size() < page_size;
        if (!page_.empty()) after_ = id_of(page_.back());
        return !page_.empty();
    }

    const entitlement_view& view_;
    std::vector<model::access::record> page_;
    std::string after_;
    std::size_t at_ = 0;
    bool last_ = false;
};

class result_writer final : public entitlement_writer {
public:
    result_writer(const edition& by, const entitlement_view& view, const entitlement_writing_options& options)
        : by_(by), walk_(view), now_(options.document.now), out_(true) {
        out_.declaration();
        out_.open("ReadCatalogResult");
        out_.attribute("xmlns", by.spaces.front());
        out_.open("Entries");
    }

    bool next(std::string& into) override {
        if (done_) return false;
        for (const std::size_t until = into.size() + piece; into.size() < until;) {
            const product* one = walk_.next();
            if (!one) {
                end(into);
                return false;
            }
            ++count_;
            write_entry(out_, *one, by_, now_, &fate_);
            out_.drain(into);
        }
        return true;
    }
    const field_fate& fate() const override { return fate_; }
    const findings& refused() const override { return refused_; }

private:
    void end(std::string& into) {
        done_ = true;
        out_.close();
        out_.element("numEntries", std::to_string(count_));
        out_.element("firstEntry", std::to_string(by_.first));
        out_.close();
        into += out_.finish();
    }

    const edition& by_;
    product_walk walk_;
    instant now_;
    xml::writer out_;
    field_fate fate_;
    findings refused_;
    std::int64_t count_ = 0;
    bool done_ = false;
};

void open_envelope(xml::writer& out) {
    out.declaration();
    out.open("s:Envelope");
    out.attribute("xmlns:s", space::soap);
}

void block(xml::writer& out, std::string_view name, std::string_view value) {
    if (!value.empty()) out.element(name, value);
}

class answer_bytes final : public byte_source {
public:
    answer_bytes(
        const edition& by, const question& asked, std::int64_t counts_from,
        std::shared_ptr<const entitlement_view> view, instant now, std::shared_ptr<answer_tally> tally
    )
        : by_(by), asked_(asked), view_(std::move(view)), walk_(*view_), now_(now), tally_(std::move(tally)),
          skip_(std::max<std::int64_t>(asked.first - counts_from, 0)),
          left_(std::clamp<std::int64_t>(asked.amount, 0, most_entries)) {
        begin();
    }

    bool next(std::string& into) override {
        if (done_) return false;
        for (; skip_ > 0; --skip_)
            if (!walk_.next()) break;
        for (const std::size_t until = into.size() + piece; into.size() < until;) {
            const product* one = left_ > 0 ? walk_.next() : nullptr;
            if (!one) {
                end(into);
                return false;
            }
            --left_;
            ++tally_->records;
            write_entry(out_, *one, by_, now_, nullptr);
            out_.drain(into);
        }
        return true;
    }

private:
    void begin() {
        open_envelope(out_);
        out_.attribute("xmlns:a", space::addressing);
        out_.open("s:Header");
        block(out_, "a:Action", asked_.action);
        if (!asked_.message_id.empty()) {
            out_.open("a:RelatesTo");
            out_.attribute("RelationshipType", space::addressing_reply);
            out_.text(asked_.message_id);
            out_.close();
        }
        block(out_, "a:To", asked_.from);
        out_.element(
            "a:MessageID",
            "urn:uuid:" + minted_id(minting_space({}), "answer", asked_.message_id + to_rfc3339_milliseconds(now_))
        );
        out_.close();
        out_.open("s:Body");
        out_.open("ReadCatalogResult");
        out_.attribute("xmlns", by_.spaces.front());
        out_.open("Entries");
    }

    void end(std::string& into) {
        done_ = true;
        out_.close();
        out_.element("numEntries", std::to_string(tally_->records));
        out_.element("firstEntry", std::to_string(asked_.first));
        out_.close();
        out_.close();
        out_.close();
        into += out_.finish();
    }

    const edition& by_;
    question asked_;
    std::shared_ptr<const entitlement_view> view_;
    product_walk walk_;
    instant now_;
    std::shared_ptr<answer_tally> tally_;
    std::int64_t skip_, left_;
    xml::writer out_;
    bool done_ = false;
};

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        const auto byte = static_cast<unsigned char>(c);
        if (plain)
            out += c;
        else
            out.append({'%', hex[byte >> 4], hex[byte & 15]});
    }
    return out;
}

} // namespace

std::unique_ptr<entitlement_writer>
write_result(const edition& by, const entitlement_view& view, const entitlement_writing_options& options) {
    return std::make_unique<result_writer>(by, view, options);
}

std::unique_ptr<byte_source> answer_source(
    const edition& by, const question& asked, std::int64_t counts_from, std::shared_ptr<const entitlement_view> view,
    instant now, std::shared_ptr<answer_tally> tally
) {
    return std::make_unique<answer_bytes>(by, asked, counts_from, std::move(view), now, std::move(tally));
}

std::string question_text(const edition& by, const question& asked, std::string_view to) {
    xml::writer out;
    open_envelope(out);
    out.attribute("xmlns:a", space::addressing);
    out.open("s:Header");
    const auto must = [&](std::string_view name, std::string_view value) {
        out.open(name);
        out.attribute("s:mustUnderstand", "1");
        out.text(value);
        out.close();
    };
    must("a:Action", asked.action);
    out.open("a:From");
    out.attribute("s:mustUnderstand", "1");
    out.element("a:Address", asked.from);
    out.close();
    must("a:MessageID", asked.message_id);
    must("a:To", to);
    out.close();
    out.open("s:Body");
    out.open("ReadCatalog");
    out.attribute("xmlns", by.spaces.front());
    out.element("firstEntry", std::to_string(asked.first));
    out.element("Amount", std::to_string(asked.amount));
    out.close();
    out.close();
    out.close();
    return out.finish();
}

// Where the address ends in a question that question_text() made: no text in it can hold a tag.
void add_secret(std::string& question, const presented_credentials& secret) {
    const std::size_t end = question.find("</a:Address>");
    if (end == std::string::npos || secret.key.empty()) return;
    const std::size_t begin = question.rfind("<a:Address>", end);
    const bool asks = question.substr(begin, end - begin).find('?') != std::string::npos;
    question.insert(end, std::string(asks ? "&amp;" : "?") + "password=" + percent_encoded(secret.key));
}

std::string fault_text(std::string_view code, std::string_view text) {
    xml::writer out;
    open_envelope(out);
    out.open("s:Body");
    out.open("s:Fault");
    out.element("faultcode", "s:" + std::string(code));
    out.element("faultstring", text);
    out.close();
    out.close();
    out.close();
    return out.finish();
}

} // namespace schakel::eck_dt
