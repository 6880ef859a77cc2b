using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Web.Features.Reviews.Grading.Fields;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Web.Reviews.Grading.Fields;

/// <summary>When the desk stores typed text, and what it shows while it cannot.</summary>
public sealed class ReviewSaverTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ReviewEntry _entry = new(null, []);
    private readonly List<(int Seen, string Summary)> _sent = [];
    private readonly ReviewSaver _saver;
    private Func<int, ReviewNotes, Task<Outcome<SaveReview.Answer>?>> _portal;

    public ReviewSaverTests()
    {
        _portal = (seen, notes) => Task.FromResult<Outcome<SaveReview.Answer>?>(Saved(seen + 1, notes));
        _saver = new(
            _entry,
            (seen, notes) =>
            {
                _sent.Add((seen, notes.Summary));
                return _portal(seen, notes);
            },
            _time,
            work => work().GetAwaiter().GetResult()
        );
    }

    public void Dispose() => _saver.Dispose();

    [Fact]
    public void A_text_is_stored_when_the_grader_pauses_and_not_before()
    {
        Type("One");
        _time.Advance(ReviewSaver.Quiet - TimeSpan.FromMilliseconds(1));
        Assert.Empty(_sent);
        Assert.Equal(SavingState.Unsaved, _saver.State);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal([(0, "One")], _sent);
        Assert.Equal((SavingState.Saved, 1), (_saver.State, _entry.Version));
        Assert.NotNull(_saver.SavedAt);
    }

    [Fact]
    public void Who_does_not_pause_is_stored_after_five_seconds()
    {
        foreach (var second in Enumerable.Range(0, 6))
        {
            Type($"{second}");
            _time.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(second == 4 ? 1 : 0));
            Assert.Equal(second < 5 ? 0 : 1, _sent.Count);
        }
    }

    [Fact]
    public async Task It_says_saved_only_after_the_answer_and_sends_what_was_typed_meanwhile()
    {
        var answer = new TaskCompletionSource<Outcome<SaveReview.Answer>?>();
        _portal = (_, _) => answer.Task;
        Type("One");
        var saving = _saver.SaveAsync();
        Assert.Equal(SavingState.Saving, _saver.State);
        Type("One two");
        _portal = (seen, notes) => Task.FromResult<Outcome<SaveReview.Answer>?>(Saved(seen + 1, notes));
        answer.SetResult(Saved(1, ReviewNotes.None with { Summary = "One" }));
        Assert.True(await saving);
        Assert.Equal([(0, "One"), (1, "One two")], _sent);
        Assert.Equal(SavingState.Saved, _saver.State);
    }

    [Fact]
    public async Task What_the_portal_cannot_store_is_tried_again_until_it_can()
    {
        _portal = (_, _) => Task.FromResult<Outcome<SaveReview.Answer>?>(null);
        Type("Kept");
        Assert.False(await _saver.SaveAsync());
        Assert.Equal(SavingState.Problem, _saver.State);
        Assert.Equal("Kept", _entry.Summary.Text);
        _portal = (seen, notes) => Task.FromResult<Outcome<SaveReview.Answer>?>(Saved(seen + 1, notes));
        _time.Advance(ReviewSaver.Pause - TimeSpan.FromTicks(1));
        Assert.Equal(SavingState.Problem, _saver.State);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(SavingState.Saved, _saver.State);
    }

    [Fact]
    public async Task A_refusal_is_said_and_tried_again_but_a_closed_review_is_not()
    {
        _portal = (_, _) => Task.FromResult<Outcome<SaveReview.Answer>?>(Refusal.Conflict("Rosa is grading this document."));
        Type("Mine");
        Assert.False(await _saver.SaveAsync());
        Assert.Equal("Rosa is grading this document.", _saver.Trouble);
        _time.Advance(ReviewSaver.Pause);
        Assert.Equal(2, _sent.Count);

        _portal = (_, _) => Task.FromResult<Outcome<SaveReview.Answer>?>(Refusal.TooLate("It has been accepted."));
        Assert.False(await _saver.SaveAsync());
        Assert.Equal("It has been accepted.", _saver.Closed?.Message);
        Type("More");
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(3, _sent.Count);
        Assert.Equal("More", _entry.Summary.Text);
    }

    [Fact]
    public async Task A_value_of_someone_else_is_not_written_over()
    {
        _portal = (_, _) =>
            Task.FromResult<Outcome<SaveReview.Answer>?>(
                new SaveReview.Answer(false, 7, ReviewNotes.None with { Summary = "Theirs" }, _time.GetUtcNow().UtcDateTime, "Rosa Hold")
            );
        Type("Mine");
        Assert.False(await _saver.SaveAsync());
        Assert.Equal((SavingState.Conflict, "Rosa Hold"), (_saver.State, _saver.Other));
        Assert.Equal(("Mine", "Theirs"), (_entry.Summary.Text, _entry.Summary.Stored));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Single(_sent);

        _portal = (seen, notes) => Task.FromResult<Outcome<SaveReview.Answer>?>(Saved(seen + 1, notes));
        _entry.Summary.KeepMine();
        Assert.True(await _saver.SaveAsync());
        Assert.Equal((7, "Mine"), _sent[^1]);
    }

    private void Type(string text)
    {
        _entry.Summary.Enter(text);
        _saver.Touch();
    }

    private Outcome<SaveReview.Answer> Saved(int version, ReviewNotes notes) =>
        new SaveReview.Answer(true, version, notes, _time.GetUtcNow().UtcDateTime, "");
}
