using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Core.Documents;

public sealed class DocumentTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>Every state with every step: the resulting state, or null if it is refused.</summary>
    [Theory]
    [InlineData(DocumentState.Draft, "write", DocumentState.Draft)]
    [InlineData(DocumentState.Draft, "submit", DocumentState.Submitted)]
    [InlineData(DocumentState.Draft, "begin review", null)]
    [InlineData(DocumentState.Draft, "return", null)]
    [InlineData(DocumentState.Draft, "accept", null)]
    [InlineData(DocumentState.Draft, "reopen", null)]
    [InlineData(DocumentState.Submitted, "write", null)]
    [InlineData(DocumentState.Submitted, "submit", null)]
    [InlineData(DocumentState.Submitted, "begin review", DocumentState.InReview)]
    [InlineData(DocumentState.Submitted, "return", null)]
    [InlineData(DocumentState.Submitted, "accept", null)]
    [InlineData(DocumentState.Submitted, "reopen", null)]
    [InlineData(DocumentState.InReview, "write", null)]
    [InlineData(DocumentState.InReview, "submit", null)]
    [InlineData(DocumentState.InReview, "begin review", null)]
    [InlineData(DocumentState.InReview, "return", DocumentState.Returned)]
    [InlineData(DocumentState.InReview, "accept", DocumentState.Accepted)]
    [InlineData(DocumentState.InReview, "reopen", null)]
    [InlineData(DocumentState.Returned, "write", DocumentState.Returned)]
    [InlineData(DocumentState.Returned, "submit", DocumentState.Submitted)]
    [InlineData(DocumentState.Returned, "begin review", null)]
    [InlineData(DocumentState.Returned, "return", null)]
    [InlineData(DocumentState.Returned, "accept", null)]
    [InlineData(DocumentState.Returned, "reopen", null)]
    [InlineData(DocumentState.Accepted, "write", null)]
    [InlineData(DocumentState.Accepted, "submit", null)]
    [InlineData(DocumentState.Accepted, "begin review", null)]
    [InlineData(DocumentState.Accepted, "return", null)]
    [InlineData(DocumentState.Accepted, "accept", null)]
    [InlineData(DocumentState.Accepted, "reopen", DocumentState.InReview)]
    public void A_step_leads_on_or_is_refused_and_changes_nothing(DocumentState from, string step, DocumentState? to)
    {
        var document = In(from);
        var (version, text) = (document.Version, document.BodyJson);

        var outcome = Take(document, step);

        Assert.Equal(to is not null, outcome.Succeeded);
        Assert.Equal(to ?? from, document.State);
        Assert.Equal(to is null ? version : version + 1, document.Version);
        if (to is null)
        {
            Assert.Equal(text, document.BodyJson);
            Assert.Equal(step == "write" ? RefusalKind.TooLate : RefusalKind.Conflict, outcome.Refusal!.Kind);
        }
    }

    [Fact]
    public void A_returned_document_that_is_submitted_again_counts_its_submissions()
    {
        var document = In(DocumentState.Returned);
        document.Submit(Now.AddHours(1));
        Assert.Equal(2, document.Submissions);
        Assert.Equal(Now.AddHours(1), document.SubmittedAt);
    }

    private static Document In(DocumentState state)
    {
        var document = new Document(
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            Guid.CreateVersion7(),
            "pir",
            null,
            WrittenClass.Body("first"),
            Now
        );
        string[] steps = state switch
        {
            DocumentState.Draft => [],
            DocumentState.Submitted => ["submit"],
            DocumentState.InReview => ["submit", "begin review"],
            DocumentState.Returned => ["submit", "begin review", "return"],
            _ => ["submit", "begin review", "accept"],
        };
        Assert.All(steps, step => Assert.True(Take(document, step).Succeeded));
        Assert.Equal(state, document.State);
        return document;
    }

    private static Outcome Take(Document document, string step) =>
        step switch
        {
            "write" => document.Write(WrittenClass.Body("second"), Now.AddMinutes(1)),
            "submit" => document.Submit(Now),
            "begin review" => document.BeginReview(),
            "return" => document.Return(Now),
            "accept" => document.Accept(Now),
            _ => document.Reopen(),
        };
}
