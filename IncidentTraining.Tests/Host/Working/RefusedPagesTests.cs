using System.Net;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.Working;

/// <summary>A page whose item does not exist, or is not for this person, says so in its status code and still has its content.</summary>
public sealed class RefusedPagesTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Theory]
    [InlineData("demo-trainee-1", "documents/{0}")]
    [InlineData("demo-trainee-1", "documents/{0}/rendered")]
    [InlineData("demo-trainee-1", "documents/{0}/history")]
    [InlineData("demo-trainee-1", "documents/{0}/writers")]
    [InlineData("demo-trainee-1", "documents/{0}/comments")]
    [InlineData("demo-trainee-1", "documents/{0}/print")]
    [InlineData("demo-trainee-1", "documents/{0}/runs")]
    [InlineData("demo-trainee-1", "documents/{0}/walk")]
    [InlineData("demo-trainee-1", "documents/classmates/{0}")]
    [InlineData("demo-trainee-1", "runbook-runs/{0}")]
    [InlineData("demo-trainee-1", "lobbies/{0}")]
    [InlineData("demo-trainee-1", "drills/{0}")]
    [InlineData("demo-trainee-1", "quiz/{0}")]
    [InlineData("demo-trainee-1", "quiz/{0}/result")]
    [InlineData("demo-instructor", "reviews/{0}")]
    [InlineData("demo-instructor", "reviews/{0}/second")]
    [InlineData("demo-instructor", "reviews/{0}/moderate")]
    [InlineData("demo-instructor", "reviews/moderation/{0}")]
    [InlineData("demo-instructor", "samples/{0}")]
    [InlineData("demo-facilitator", "class/{0}/crews")]
    [InlineData("demo-administrator", "admin/classes/{0}")]
    [InlineData("demo-administrator", "admin/classes/{0}/anonymise")]
    [InlineData("demo-administrator", "admin/classes/{0}/delete")]
    public async Task An_unknown_item_is_not_found(string userName, string address)
    {
        var client = await _portal.SignInAsync(userName);
        var response = await client.Http.GetAsync(string.Format(null, address, "0b9d7f60-5a0c-4c58-9f0e-000000000001"), Ct);
        var html = await response.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("<h1", html);
    }

    [Theory]
    [InlineData("demo-trainee-1", "quiz/results", HttpStatusCode.Forbidden)]
    [InlineData("demo-trainee-1", "today", HttpStatusCode.OK)]
    [InlineData("demo-administrator", "today", HttpStatusCode.OK)]
    public async Task A_page_that_is_not_for_this_person_is_forbidden_and_one_that_tells_what_to_do_is_not(
        string userName,
        string address,
        HttpStatusCode status
    )
    {
        var client = await _portal.SignInAsync(userName);
        Assert.Equal(status, (await client.Http.GetAsync(address, Ct)).StatusCode);
    }

    [Fact]
    public async Task Another_persons_document_and_an_own_one_differ_in_their_status()
    {
        using var writing = new Writing();
        var id = await writing.SubmittedAsync("runbook");
        var own = await writing.Factory.SignInAsync(Writing.Author);
        var other = await writing.Factory.SignInAsync(Writing.OtherTrainee);
        Assert.Equal(HttpStatusCode.OK, (await own.Http.GetAsync($"documents/{id}", Ct)).StatusCode);
        var refused = await other.Http.GetAsync($"documents/{id}", Ct);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        Assert.Contains("There is no such document", await refused.Content.ReadAsStringAsync(Ct));
    }
}
