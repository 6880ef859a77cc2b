using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Core.Quizzes;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Quizzes.Taking;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Web.Quizzes.Taking;

/// <summary>How the answers of a sheet are stored, and what it says while they cannot be.</summary>
public sealed class AnswerSaverTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<(int Number, int Seen, string What)> _sent = [];
    private readonly AnswerSheet _sheet;
    private Func<SaveAnswer.Input, Outcome<SaveAnswer.Answer>?> _portal;

    public AnswerSaverTests()
    {
        _portal = Saved;
        PaperQuestion[] questions =
        [
            PaperQuestion.Of(1, Make.Choice(QuestionKind.Single, 2, true, false), "seed", null),
            PaperQuestion.Of(2, Make.Short(2), "seed", null),
        ];
        _sheet = new(
            new QuizPaper(
                Guid.CreateVersion7(_time.GetUtcNow()),
                "Quiz",
                AttemptState.InProgress,
                DateTime.MaxValue,
                TimeSpan.FromMinutes(20),
                questions
            ),
            input =>
            {
                _sent.Add((input.Number, input.SeenVersion, string.Join(',', input.Response.Picks) + input.Response.Text));
                return Task.FromResult(_portal(input));
            },
            _time,
            work => work().GetAwaiter().GetResult()
        );
    }

    public void Dispose() => _sheet.Saver.Dispose();

    [Fact]
    public async Task A_refused_answer_keeps_no_other_from_being_stored_and_is_tried_again()
    {
        _portal = input => input.Number == 1 ? Refusal.Invalid("This is not an answer.") : Saved(input);
        _sheet.Type(_sheet.Entries[1], "Two");
        await _sheet.ChooseAsync(_sheet.Entries[0], "1");
        Assert.Equal([(1, 0, "1"), (2, 0, "Two")], _sent);
        Assert.Equal((SavingState.Problem, "Question 1: This is not an answer."), (_sheet.Saver.State, _sheet.Saver.Trouble));
        Assert.Equal([1], _sheet.Unsaved);
        _portal = Saved;
        _time.Advance(FieldSaver.Pause - TimeSpan.FromTicks(1));
        Assert.Equal(2, _sent.Count);
        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal((1, 0, "1"), _sent[^1]);
        Assert.Equal(SavingState.Saved, _sheet.Saver.State);
    }

    [Fact]
    public async Task While_the_portal_cannot_store_every_answer_is_kept_and_tried_again()
    {
        _portal = _ => null;
        await _sheet.ChooseAsync(_sheet.Entries[0], "1");
        Assert.Equal(SavingState.Problem, _sheet.Saver.State);
        Assert.Null(_sheet.Saver.SavedAt);
        Assert.Equal(
            "Not submitted: question 1 could not be saved yet. Your answers are kept in this browser; try again.",
            _sheet.Hindrance([.. _sheet.Unsaved])
        );
        _portal = Saved;
        _time.Advance(FieldSaver.Pause);
        Assert.Equal((SavingState.Saved, true), (_sheet.Saver.State, _sheet.Saver.SavedAt is not null));
        Assert.Null(_sheet.Hindrance([.. _sheet.Unsaved]));
    }

    [Fact]
    public async Task After_the_deadline_nothing_more_is_sent_and_the_answers_that_came_too_late_are_named()
    {
        _portal = _ => Refusal.TooLate("The time is up. Your saved answers have been submitted.");
        await _sheet.ChooseAsync(_sheet.Entries[0], "1");
        _sheet.Type(_sheet.Entries[1], "Two");
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Single(_sent);
        Assert.Equal("The time is up. Your saved answers have been submitted.", SheetWords.Of(_sheet.Saver, TimeZoneInfo.Utc));
        Assert.Equal(
            "The time was up before question 1, 2 could be saved. Your saved answers have been submitted.",
            _sheet.Hindrance([.. _sheet.Unsaved])
        );
    }

    [Fact]
    public async Task A_draft_based_on_another_stored_answer_is_a_choice_again_and_is_not_sent()
    {
        var entry = _sheet.Entries[1];
        entry.Follow(new([], "Theirs"), isFlagged: false, 3);
        _sheet.Rebase(new(entry.Text.Id, "Older"));
        _sheet.Type(entry, "Mine");
        Assert.False(await _sheet.Saver.SaveAsync());
        Assert.Empty(_sent);
        Assert.Equal(SavingState.Conflict, _sheet.Saver.State);
        await _sheet.SettleAsync(entry.KeepMine);
        Assert.Equal([(2, 3, "Mine")], _sent);
    }

    [Fact]
    public async Task A_forged_choice_is_sent_as_it_can_never_fit()
    {
        await _sheet.ChooseAsync(_sheet.Entries[0], "x");
        Assert.Equal($"{int.MaxValue}", _sent[0].What);
    }

    [Theory]
    [InlineData(new int[0], "")]
    [InlineData(new[] { 4 }, "4")]
    [InlineData(new[] { 1, 2, 3, 5, 7, 8 }, "1-3 5 7-8")]
    public void Adjacent_numbers_are_joined(int[] numbers, string joined) =>
        Assert.Equal(
            joined,
            string.Join(
                ' ',
                AnswerSheet.Ranges(numbers).Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}")
            )
        );

    [Theory]
    [InlineData("", "nothing", "Question 1, not answered")]
    [InlineData("!", "nothing", "Question 1, not answered, flagged")]
    [InlineData("0", "fully", "Question 1, answered")]
    public void The_number_of_a_question_says_how_much_of_it_is_answered(string choice, string answered, string label)
    {
        _sheet.Entries[0].Choice.Enter(choice);
        Assert.Equal((answered, label), (SheetWords.Of(_sheet.Entries[0].Answered), SheetWords.Label(_sheet.Entries[0])));
    }

    private Outcome<SaveAnswer.Answer>? Saved(SaveAnswer.Input input) =>
        new SaveAnswer.Answer(true, input.SeenVersion + 1, input.Response, input.Flagged, _time.GetUtcNow().UtcDateTime);
}
