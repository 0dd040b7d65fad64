// A list whose elements keep their memory when they leave it, for lists that are filled and emptied all the time.
//
// next() gives an element as it was left: whoever takes it sets all of it. Growing moves the elements, as in a vector.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>

namespace schakel {

template <class Element>
class reused_list {
public:
    reused_list() = default;
    reused_list(const reused_list&) = delete;
    reused_list& operator=(const reused_list&) = delete;

    Element& next() {
        if (end_ == room_end_) [[unlikely]]
            grow();
        return *end_++;
    }
    void clear() { end_ = begin_; }
    void pop_back() { --end_; }
    void shorten(std::size_t size) { end_ = begin_ + size; }

    bool empty() const { return end_ == begin_; }
    std::size_t size() const { return static_cast<std::size_t>(end_ - begin_); }
    Element& operator[](std::size_t i) { return begin_[i]; }
    const Element& operator[](std::size_t i) const { return begin_[i]; }
    Element& back() { return end_[-1]; }
    const Element& back() const { return end_[-1]; }
    Element* begin() { return begin_; }
    Element* end() { return end_; }
    const Element* begin() const { return begin_; }
    const Element* end() const { return end_; }

private:
    [[gnu::noinline]] void grow() {
        const std::size_t used = size(), room = used == 0 ? 16 : used * 2;
        auto elements = std::make_unique<Element[]>(room);
        for (std::size_t i = 0; i < used; ++i) elements[i] = std::move(begin_[i]);
        elements_ = std::move(elements);
        begin_ = elements_.get();
        end_ = begin_ + used;
        room_end_ = begin_ + room;
    }

    std::unique_ptr<Element[]> elements_;
    Element* begin_ = nullptr;
    Element* end_ = nullptr;
    Element* room_end_ = nullptr;
};

} // namespace schakel
