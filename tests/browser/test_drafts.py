"""Drafts: what somebody typed comes back, where and when it should."""

from playwright.sync_api import BrowserContext, Page, expect

from support.small_pages import Site, body, draft, posted, stored, type_words, wait_until


def test_a_lost_draft_comes_back_and_says_so(page: Page, site: Site) -> None:
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    expect(page.locator("[data-draft-say]")).to_be_empty()
    page.get_by_label("Ideas").check()
    page.locator("[name=title]").fill("Hello")
    type_words(page)
    page.goto(site.put("/sign-in/", "", "<p>You’ve been signed out.</p>"))
    page.goto(url)
    assert body(page) == "A long day."
    assert page.locator("[name=title]").input_value() == "Hello"
    assert page.get_by_label("Ideas").is_checked()
    expect(page.locator("[data-draft-say]")).to_have_text("Your words are back.")


def test_the_last_words_are_kept_however_fast_the_page_goes(page: Page, site: Site) -> None:
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    page.locator("[name=body]").fill("Quick")
    page.goto(site.put("/other/", "", "<p>x</p>"))
    page.goto(url)
    assert body(page) == "Quick"


def test_a_draft_is_of_one_conversation(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    type_words(page)
    page.goto(site.put("/another/", "draft-form", draft("reply:t2")))
    assert body(page) == ""


def test_hidden_ids_are_in_no_draft(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    type_words(page)
    kept = page.evaluate("sessionStorage['leanto-draft:reply:t1']")
    assert "p1" not in kept
    assert "post_id" not in kept


def test_a_draft_stays_in_the_tab_unless_the_device_is_ones_own(
    context: BrowserContext, page: Page, site: Site
) -> None:
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    type_words(page)
    assert stored(page, "localStorage") == []
    page.get_by_label("Keep").check()
    expect(page.locator("[data-draft-say]")).to_have_text("Kept on this device.")
    assert stored(page, "localStorage") == ["leanto-draft:reply:t1"]
    second = context.new_page()
    second.goto(url)
    assert body(second) == "A long day."
    assert second.get_by_label("Keep").is_checked()
    second.get_by_label("Keep").uncheck()
    assert stored(second, "localStorage") == []
    assert stored(second) == ["leanto-draft:reply:t1"]


def test_a_draft_goes_once_the_post_was_taken(page: Page, site: Site) -> None:
    site.put("/posted/", "draft-form", draft(), head=posted())
    page.goto(site.put("/new/", "draft-form", draft()))
    type_words(page)
    page.get_by_label("Keep").check()
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    assert stored(page) == stored(page, "localStorage") == []
    assert body(page) == ""
    assert site.sent[0]["body"] == ["A long day."]


def test_reloading_the_page_after_a_post_takes_no_newer_draft(page: Page, site: Site) -> None:
    page.goto(site.put("/posted/", "draft-form", draft(), head=posted()))
    type_words(page, "A second reply")
    page.reload()
    assert body(page) == "A second reply"


def test_a_draft_stays_when_the_answer_is_a_problem(page: Page, site: Site) -> None:
    site.put("/posted/", "", "<h1>You’ve been signed out</h1>")
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    type_words(page)
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    page.goto(url)
    assert body(page) == "A long day."


def test_the_servers_words_win_and_a_later_draft_still_comes_back(page: Page, site: Site) -> None:
    site.put("/posted/", "draft-form", draft(body="A long day.", title=""))
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    type_words(page)
    page.get_by_role("button", name="Preview").click()
    page.wait_for_url("**/posted/")
    assert body(page) == "A long day."
    expect(page.locator("[data-draft-say]")).to_be_empty()
    page.locator("[name=body]").fill("A long day, and a better one.")
    page.goto(url)
    assert body(page) == "A long day, and a better one."


def test_sending_the_servers_words_again_keeps_the_draft(page: Page, site: Site) -> None:
    site.put("/posted/", "draft-form", draft(body="A long day."))
    url = site.put("/new/", "draft-form", draft())
    page.goto(url)
    type_words(page)
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    site.put("/posted/", "", "<h1>You’ve been signed out</h1>")
    page.get_by_role("button", name="Post").click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(url)
    assert body(page) == "A long day."


def test_an_edit_comes_back_only_over_the_words_it_was_made_from(page: Page, site: Site) -> None:
    url = site.put("/edit/", "draft-form", draft("edit:p1", body="First words"))
    page.goto(url)
    type_words(page, "First words, mended")
    page.goto(url)
    assert body(page) == "First words, mended"
    site.put("/edit/", "draft-form", draft("edit:p1", body="Words changed elsewhere"))
    page.goto(url)
    assert body(page) == "Words changed elsewhere"


def test_no_draft_outlives_signing_out(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    type_words(page)
    page.get_by_label("Keep").check()
    page.evaluate("localStorage.setItem('theme', 'dark')")
    head = '<meta name="leanto-signed-out">'
    page.goto(site.put("/", "draft-form", "<h1>You're signed out</h1>", head))
    wait_until(page, "Boolean(customElements.get('draft-form'))")
    assert stored(page) == stored(page, "localStorage") == []
    assert page.evaluate("localStorage.getItem('theme')") == "dark"


def test_nothing_is_saved_once_the_page_was_left_in_a_hurry(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    page.locator("[name=body]").fill("Quick")
    page.evaluate("document.documentElement.classList.add('gone')")
    page.goto(site.put("/weather/", "", "<p>Sunny.</p>"))
    assert stored(page) == []


def test_a_second_press_sends_nothing(page: Page, site: Site) -> None:
    page.goto(site.put("/new/", "draft-form", draft()))
    prevented = page.evaluate(
        """() => {
          const form = document.querySelector('form');
          const presses = [];
          form.addEventListener('submit', (event) => {
            presses.push(event.defaultPrevented);
            event.preventDefault();
          });
          const [preview, post] = form.querySelectorAll('button');
          for (const button of [preview, post, post]) form.requestSubmit(button);
          return presses;
        }"""
    )
    assert prevented == [False, False, True]


def test_a_form_works_with_storage_switched_off(page: Page, site: Site) -> None:
    page.add_init_script(
        "for (const name of ['sessionStorage', 'localStorage'])"
        "  Object.defineProperty(window, name, { get() { throw new Error('off'); } });"
    )
    page.goto(site.put("/new/", "draft-form", draft()))
    page.locator("[name=body]").fill("Words")
    page.get_by_role("button", name="Post").click()
    page.wait_for_url("**/posted/")
    assert site.sent[0]["body"] == ["Words"]
