using FluentValidation;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Editing;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Core.Results;

/// <summary>A text at its limit is accepted, and one that is a character longer is too large, not invalid.</summary>
public sealed class LimitTests
{
    private static readonly InputRules Asked = new(
        new ServiceCollection().AddValidatorsFromAssemblyContaining<InputRules>(ServiceLifetime.Singleton).BuildServiceProvider()
    );

    private static readonly Dictionary<string, (int Limit, Func<string, Refusal?> Refuse)> Texts = new()
    {
        ["a message in the channel"] = (2_000, text => Asked.Refuse(new PostMessage.Typed(text))),
        ["a message in a drill"] = (2_000, text => Asked.Refuse(new WriteInDrill.Typed(text))),
        ["a draft of an update"] = (2_000, text =>
            Asked.Refuse(new DraftUpdate.Input(default, default, 0, UpdateStage.Investigating, UpdateImpact.Unstated, text))
        ),
        ["what a person of the scenario says"] = (2_000, text => Asked.Refuse(new SendInject.Input(default, null, "Noor", text))),
        ["who speaks"] = (100, text => Asked.Refuse(new SendInject.Input(default, null, text, "Hello."))),
        ["a call for help"] = (300, text => Asked.Refuse(new CallForHelp.Call(text))),
        ["a note of the debriefing"] = (4_000, text => Asked.Refuse(new HoldDebrief.Typed(text))),
        ["a hand-over note"] = (1_000, text => Asked.Refuse(new TakeShift.HandOverNote(text))),
        ["a verdict on a runbook"] = (2_000, text => Asked.Refuse(new WalkRunbook.Verdict(text))),
        ["a list of people"] = (50_000, text => Asked.Refuse(new AddPeople.Typed(text))),
        ["a short answer"] = (4_000, text => Asked.Refuse(new SaveAnswer.Input(default, 1, 0, new QuizResponse([], text), false))),
        ["an action"] = (100, text => Asked.Refuse(new ApplyAction.Input(default, text, new Dictionary<string, string>()))),
        ["the arguments of an action"] = (999, text =>
            Asked.Refuse(new ApplyAction.Input(default, "a", new Dictionary<string, string> { ["k"] = text }))
        ),
        ["a document"] = (200 * 1024, text => Asked.Refuse(Body(text))),
        ["a draft of a document"] = (200 * 1024, text => Asked.Refuse(new SaveDraft.Input(default, 0, Body(text)))),
        ["an imported document"] = (200 * 1024, text => Asked.Refuse(new ImportDocument.Imported("", Body(text)))),
        ["a review"] = (ReviewNotes.LargestBytes, text =>
            Asked.Refuse(new SaveReview.Input(default, 0, ReviewNotes.None with { Summary = text }))
        ),
    };

    public static TheoryData<string> Names => [.. Texts.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_of_the_longest_length_is_taken_and_a_longer_one_is_too_large(string name)
    {
        var (limit, refuse) = Texts[name];
        Assert.Null(refuse(new string('x', limit)));
        Assert.Equal(RefusalKind.TooLarge, refuse(new string('x', limit + 1))?.Kind);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, RefusalKind.Invalid)]
    public void A_message_has_a_text(int length, RefusalKind? refused)
    {
        var text = new string('x', length);
        Assert.Equal(refused, Asked.Refuse(new PostMessage.Typed(text))?.Kind);
        Assert.Equal(refused, Asked.Refuse(new WriteInDrill.Typed(text))?.Kind);
    }

    [Theory]
    [InlineData(0, RefusalKind.Invalid)]
    [InlineData(1, null)]
    [InlineData(Passkey.LongestName, null)]
    [InlineData(Passkey.LongestName + 1, RefusalKind.Invalid)]
    public void A_passkey_has_a_name_of_a_length_that_can_be_read(int length, RefusalKind? refused) =>
        Assert.Equal(refused, Asked.Refuse(new OwnPasskeys.Typed(new string('x', length)))?.Kind);

    [Theory]
    [InlineData(DocumentBody.LongestTitle, SaveDraft.MostItems, null)]
    [InlineData(DocumentBody.LongestTitle + 1, 0, "A title can have at most 200 characters. Shorten it, then try again.")]
    [InlineData(0, SaveDraft.MostItems + 1, "A document can have at most 100 action items. Move some of them to another section.")]
    [InlineData(
        DocumentBody.LongestTitle + 1,
        SaveDraft.MostItems + 1,
        "A title can have at most 200 characters. Shorten it, then try again."
    )]
    public void An_imported_document_is_refused_for_the_first_thing_that_is_wrong(int title, int items, string? message)
    {
        var body = new DocumentBody(
            "",
            new Dictionary<string, SectionBody> { ["items"] = new("", [.. Enumerable.Repeat(new ActionItem(), items)]) }
        );
        Assert.Equal(message, Asked.Refuse(new ImportDocument.Imported(new string('x', title), body))?.Message);
    }

    /// <summary>A draft that is too large is only that, whatever else its title may break.</summary>
    [Fact]
    public void A_draft_that_is_too_large_says_by_how_much()
    {
        var body = new DocumentBody(
            new string('x', DocumentBody.LongestTitle + 1),
            Body(new string('x', DocumentBody.LargestBytes)).Sections
        );
        var refusal = Asked.Refuse(new SaveDraft.Input(default, 0, body));
        Assert.Equal(RefusalKind.TooLarge, refusal?.Kind);
        Assert.StartsWith("The document has 201 KB of text; the limit is 200 KB.", refusal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData((UpdateStage)99, 1)]
    [InlineData((UpdateStage)99, 2_001)]
    public void A_draft_of_an_update_is_refused_for_its_choices_first(UpdateStage stage, int length)
    {
        var input = new DraftUpdate.Input(default, default, 0, stage, UpdateImpact.Unstated, new string('x', length));
        Assert.Equal(
            (RefusalKind.Invalid, "Choose an audience, a stage and an impact."),
            (Asked.Refuse(input)!.Kind, Asked.Refuse(input)!.Message)
        );
    }

    [Fact]
    public void What_is_said_without_a_speaker_is_refused_for_that_first()
    {
        var refusal = Asked.Refuse(new SendInject.Input(default, null, " ", new string('x', 2_001)))!;
        Assert.Equal((RefusalKind.Invalid, "Enter a sender and a message."), (refusal.Kind, refusal.Message));
    }

    private static DocumentBody Body(string text) => new("", new Dictionary<string, SectionBody> { ["summary"] = new(text) });
}
