using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Web.Features.Reviews.Grading.Fields;

namespace IncidentTraining.Tests.Web.Reviews.Grading.Fields;

/// <summary>The fields of a review and the stored values: an entry is never lost, and never overwrites another value unseen.</summary>
public sealed class ReviewEntryTests
{
    private static readonly Rubric TwoCriteria = new(
        "test",
        "Test",
        [
            new("cause", "Cause", 20, [new(0, "Missing", ""), new(12, "Sound", ""), new(20, "Strong", "")]),
            new("impact", "Impact", 10, [new(0, "Missing", ""), new(10, "Strong", "")]),
        ]
    );

    private readonly ReviewEntry _entry = new(
        TwoCriteria,
        [new SectionShape("summary", "Summary", "", SectionForm.Markdown, true, "", [])]
    );

    [Fact]
    public void Points_and_open_criteria_follow_the_levels()
    {
        Assert.Equal((0, 2), (_entry.Points, _entry.Open));
        _entry.Level("cause").Enter("1");
        Assert.Equal((12, 1), (_entry.Points, _entry.Open));
        _entry.Level("impact").Enter("1");
        Assert.Equal((22, 0), (_entry.Points, _entry.Open));
        _entry.Level("cause").Enter(null);
        Assert.Equal((10, 1), (_entry.Points, _entry.Open));
    }

    [Fact]
    public void An_untouched_field_follows_what_is_stored_and_an_entry_stays()
    {
        _entry.Summary.Enter("Mine.");
        _entry.Follow(Notes("", section: "Theirs."), 1);
        Assert.Equal("Mine.", _entry.Summary.Text);
        Assert.Equal("Theirs.", _entry.Section("summary").Text);
        Assert.False(_entry.IsDisputed);
        Assert.Equal(("Mine.", "Theirs."), (_entry.ToSave().Summary, _entry.ToSave().SectionComments["summary"]));
    }

    [Fact]
    public void Two_values_for_one_field_are_in_dispute_and_the_stored_one_is_sent_until_a_person_chooses()
    {
        _entry.Summary.Enter("Mine.");
        _entry.Level("cause").Enter("2");
        _entry.Follow(Notes("Theirs."), 1);
        Assert.True(_entry.IsDisputed);
        Assert.Equal("Mine.", _entry.Summary.Text);
        Assert.Equal("Theirs.", _entry.ToSave().Summary);
        // No one else has changed the mark, so it is stored.
        Assert.Equal(2, _entry.ToSave().Mark("cause").Level);
        _entry.Send()(2);
        Assert.True(_entry.IsDisputed);
        Assert.False(_entry.IsDirty);

        _entry.Summary.KeepMine();
        Assert.False(_entry.IsDisputed);
        Assert.Equal("Mine.", _entry.ToSave().Summary);
    }

    [Fact]
    public void The_other_value_or_both_can_be_chosen()
    {
        _entry.Summary.Enter("Mine.");
        _entry.Follow(Notes("Theirs."), 1);
        _entry.Summary.KeepBoth();
        Assert.Equal("Theirs.\n\nMine.", _entry.ToSave().Summary);

        _entry.Follow(Notes("Third."), 2);
        Assert.True(_entry.IsDisputed);
        _entry.Summary.TakeStored();
        Assert.Equal(("Third.", false, false), (_entry.Summary.Text, _entry.IsDisputed, _entry.IsDirty));
    }

    [Fact]
    public void The_same_value_from_elsewhere_is_no_dispute()
    {
        _entry.Summary.Enter("Same.");
        _entry.Follow(Notes("Same."), 1);
        Assert.False(_entry.IsDisputed);
        Assert.False(_entry.IsDirty);
    }

    [Fact]
    public void An_older_version_changes_nothing()
    {
        _entry.Follow(Notes("Second."), 2);
        _entry.Follow(Notes("First."), 1);
        Assert.Equal(("Second.", 2), (_entry.Summary.Text, _entry.Version));
    }

    [Fact]
    public void What_is_typed_during_a_save_is_not_taken_for_saved()
    {
        _entry.Summary.Enter("One");
        var done = _entry.Send();
        _entry.Summary.Enter("One two");
        done(1);
        Assert.Equal(("One two", "One", true), (_entry.Summary.Text, _entry.Summary.From, _entry.IsDirty));
    }

    [Fact]
    public void A_draft_of_an_earlier_page_that_was_based_on_another_value_is_in_dispute()
    {
        _entry.Follow(Notes("Theirs."), 3);
        _entry.Summary.Rebase("Before.");
        _entry.Summary.Enter("Mine.");
        Assert.True(_entry.IsDisputed);
        Assert.Equal("Theirs.", _entry.ToSave().Summary);
    }

    [Fact]
    public void An_earlier_mark_keeps_the_comment_that_is_there_already()
    {
        _entry.Reason("cause").Enter("Own.");
        _entry.Take("cause", new(2, "Earlier."));
        _entry.Take("impact", new(1, "Earlier."));
        Assert.Equal(("2", "Own."), (_entry.Level("cause").Text, _entry.Reason("cause").Text));
        Assert.Equal(("1", "Earlier."), (_entry.Level("impact").Text, _entry.Reason("impact").Text));
    }

    [Fact]
    public void What_is_not_stored_can_be_copied_in_words()
    {
        _entry.Follow(Notes("Stored."), 1);
        _entry.Level("cause").Enter("1");
        _entry.Reason("impact").Enter("Say what it cost.");
        Assert.Equal(
            [
                new("level-cause", "", "1", "Cause: mark: Sound"),
                new("mark-comment-impact", "", "Say what it cost.", "Impact: comment: Say what it cost."),
            ],
            _entry.Unsaved
        );
    }

    [Fact]
    public void Another_submission_begins_with_nothing_stored_and_keeps_what_is_typed()
    {
        _entry.Follow(Notes("Stored.", section: "Stored too."), 4);
        _entry.Summary.Enter("Stored. And more.");
        _entry.BeginAnew();
        _entry.Follow(ReviewNotes.None, 0);
        Assert.Equal("Stored. And more.", _entry.Summary.Text);
        Assert.Equal("", _entry.Section("summary").Text);
    }

    private static ReviewNotes Notes(string summary, string section = "") =>
        new(new Dictionary<string, CriterionMark>(), new Dictionary<string, string> { ["summary"] = section }, summary);
}
