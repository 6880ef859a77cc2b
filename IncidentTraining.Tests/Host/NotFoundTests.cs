using System.Net;

namespace IncidentTraining.Tests.Host;

public sealed class NotFoundTests(SafetyTests.Portal portal) : IClassFixture<SafetyTests.Portal>
{
    [Fact]
    public async Task An_address_that_leads_nowhere_says_so_with_a_page_and_its_status()
    {
        var client = await portal.Factory.SignInAsync("demo-trainee-1");
        var answer = await client.Http.GetAsync("/no-such-place", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing at this address", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
