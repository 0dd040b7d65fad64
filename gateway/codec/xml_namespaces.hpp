// Which prefix stands for which namespace while a document is walked. Private to codec.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace schakel::xml {

inline constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view xmlns_namespace = "http://www.w3.org/2000/xmlns/";

// Declarations nest as elements do: mark() before an element's own, release() at its end. Lookup is linear, because
// documents have a handful in force and a limit holds for the others. The same URI always has the same address.
class namespace_table {
public:
    namespace_table() { declare("xml", xml_namespace); }

    const std::string_view* declare(std::string_view prefix, std::string_view uri) {
        bindings_.push_back({prefix, intern(uri)});
        ++count_;
        return bindings_.back().uri;
    }
    std::size_t mark() const { return count_; }
    void release(std::size_t mark) {
        if (mark == count_) return;
        bindings_.resize(mark);
        count_ = mark;
    }

    // Null when the prefix is not declared; the default namespace (prefix "") taken back by xmlns="" is not declared
    // either.
    const std::string_view* find(std::string_view prefix) const {
        for (std::size_t i = bindings_.size(); i-- > 0;)
            if (bindings_[i].prefix == prefix) return bindings_[i].uri->empty() ? nullptr : bindings_[i].uri;
        return nullptr;
    }

    bool declared_since(std::size_t mark, std::string_view prefix) const {
        for (std::size_t i = mark; i < bindings_.size(); ++i)
            if (bindings_[i].prefix == prefix) return true;
        return false;
    }

    std::size_t different_uris() const { return uris_.size(); }

private:
    struct binding {
        std::string_view prefix;
        const std::string_view* uri = nullptr;
    };

    const std::string_view* intern(std::string_view uri) {
        for (const std::string_view& known : uris_)
            if (known == uri) return &known;
        return &uris_.emplace_back(texts_.emplace_back(uri));
    }

    std::vector<binding> bindings_;
    std::size_t count_ = 0;             // of them: asked at every element
    std::deque<std::string> texts_;     // a deque, because addresses are handed out
    std::deque<std::string_view> uris_; // views of texts_
};

} // namespace schakel::xml
