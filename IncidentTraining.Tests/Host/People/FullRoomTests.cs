using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host.People;

/// <summary>The limits on guessing do not block a full room, and blocked people are told how long.</summary>
public sealed partial class FullRoomTests
{
    private const int People = 300;

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>The hash is made cheap: this is about refusals, and hashing takes the machine's time, not the portal's rules.</summary>
    [Fact]
    public async Task A_class_of_300_behind_one_address_joins_at_once_without_a_refusal()
    {
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.Configure<PasswordHasherOptions>(hash => hash.IterationCount = 1),
        };
        string code;
        await using (var db = await portal.OpenDatabaseAsync())
        {
            code = (await db.Set<Cohort>().SingleAsync(Ct)).JoinCode;
        }

        var (statuses, watch) = (new ConcurrentBag<HttpStatusCode>(), Stopwatch.StartNew());
        await Parallel.ForEachAsync(
            Enumerable.Range(0, People),
            new ParallelOptions { MaxDegreeOfParallelism = 20, CancellationToken = Ct },
            async (number, _) =>
            {
                var visitor = new PortalClient(portal.CreateClient(new() { AllowAutoRedirect = false }));
                // One of three mistypes the code first.
                foreach (var typed in number % 3 == 0 ? (string[])["2222-2222", code] : [code])
                {
                    var answer = await visitor.PostFormAsync(
                        "/join",
                        "/join",
                        new()
                        {
                            ["_handler"] = "join",
                            ["Form.Code"] = typed,
                            ["Form.Name"] = $"Person {Name(number)}",
                            ["Form.Passphrase"] = "quiet amber lantern",
                        }
                    );
                    statuses.Add(answer.StatusCode);
                }
            }
        );

        TestContext.Current.TestOutputHelper?.WriteLine($"{People} people joined in {watch.Elapsed.TotalSeconds:0.0} s.");
        Assert.Equal(People, statuses.Count(status => status == HttpStatusCode.Redirect));
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task A_script_that_is_stopped_is_told_how_long()
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider(),
        };
        await Refusal.TooMany("Wait.", TimeSpan.FromSeconds(2.5)).ToResult().ExecuteAsync(http);
        Assert.Equal((429, "3"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));

        http = new DefaultHttpContext { RequestServices = http.RequestServices };
        await Refusal.Conflict("No.").ToResult().ExecuteAsync(http);
        Assert.Equal((409, ""), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
    }

    [Fact]
    public void Every_file_that_answers_429_also_says_when_to_try_again()
    {
        var web = Path.Combine(Path.GetDirectoryName(RealContent.Directory)!, "IncidentTraining.Web");
        var answering = Directory
            .EnumerateFiles(web, "*.*", SearchOption.AllDirectories)
            .Where(path =>
                Path.GetExtension(path) is ".cs" or ".razor"
                && !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            )
            .Select(path => (Name: Path.GetFileName(path), Text: File.ReadAllText(path)))
            .Where(file => TooMany().IsMatch(file.Text))
            .ToList();
        // The last has only the words of the page.
        Assert.Equal(
            ["GuessingLimit.cs", "ProviderEndpoints.cs", "RefusalResult.cs", "ShopDoor.cs", "SignIn.cs", "StatusText.cs"],
            answering.Select(file => file.Name).Order(StringComparer.Ordinal)
        );
        Assert.All(answering.Where(file => file.Name != "StatusText.cs"), file =>
            Assert.True(file.Text.Contains("RetryAfter", StringComparison.Ordinal), file.Name)
        );
    }

    // Letters only, none of which can be taken for another.
    private static string Name(int number)
    {
        const string Letters = "abcdefghjkmnpqrstuvwxyz";
        return $"{Letters[number / Letters.Length]}{Letters[number % Letters.Length]}";
    }

    [GeneratedRegex("Status429TooManyRequests|statusCode: 429|StatusCode = 429")]
    private static partial Regex TooMany();
}
