using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using IncidentTraining.Benchmarks.Reading;

namespace IncidentTraining.Benchmarks.People;

/// <summary>
/// A class that joins at the same moment from one address, by HTTP on Kestrel and with the real hash: each person opens the page on their
/// own connection and sends the form. The portal is a separate process; the people share the machine with it.
/// </summary>
static partial class JoiningMeasurement
{
    const string Portal = "http://127.0.0.1:5803";
    const string Letters = "abcdefghjkmnpqrstuvwxyz";

    public static async Task RunAsync(string portalDll, int people)
    {
        var data = Directory.CreateTempSubdirectory("joining-");
        using var portal = new Server(
            "dotnet",
            portalDll,
            "--urls",
            Portal,
            "--Data:Directory",
            data.FullName,
            "--Demonstration:Enabled",
            "true"
        );
        try
        {
            await portal.Ready;
            var code = await CodeAsync(await portal.Demonstration);
            var (endings, times) = (new ConcurrentBag<string>(), new ConcurrentBag<TimeSpan>());
            var (before, watch) = (portal.ProcessorTime, Stopwatch.StartNew());
            await Task.WhenAll(Enumerable.Range(0, people).Select(number => JoinAsync(number, code, endings, times)));
            var (elapsed, used) = (watch.Elapsed, portal.ProcessorTime - before);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{people} people in {elapsed.TotalSeconds:0.0} s, {used.TotalSeconds:0.0} s of processor time"
                )
            );
            foreach (var ending in endings.GroupBy(ending => ending).OrderByDescending(same => same.Count()))
            {
                Console.WriteLine(ending.Count().ToString().PadLeft(5) + "  " + ending.Key);
            }

            var sorted = times.Order().ToList();
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"one person: median {sorted[sorted.Count / 2].TotalSeconds:0.0} s, slowest {sorted[^1].TotalSeconds:0.0} s"
                )
            );
        }
        finally
        {
            await portal.StopAsync();
            data.Delete(recursive: true);
        }
    }

    static async Task JoinAsync(int number, string code, ConcurrentBag<string> endings, ConcurrentBag<TimeSpan> times)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            using var browser = Browser();
            var token = Token().Match(await browser.GetStringAsync("/join")).Groups[1].Value;
            using var form = new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["_handler"] = "join",
                    ["__RequestVerificationToken"] = token,
                    ["Form.Code"] = code,
                    ["Form.Name"] = $"Person {Letters[number / Letters.Length]}{Letters[number % Letters.Length]}",
                    ["Form.Passphrase"] = "quiet amber lantern",
                }
            );
            using var answer = await browser.PostAsync("/join", form);
            endings.Add(answer.StatusCode is HttpStatusCode.Redirect ? "joined" : $"answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException failure)
        {
            endings.Add($"failed: {failure.HttpRequestError}, {failure.InnerException?.Message ?? failure.Message}");
        }

        times.Add(watch.Elapsed);
    }

    /// <summary>The code of the demonstration's class, for its facilitator.</summary>
    static async Task<string> CodeAsync(string demonstration)
    {
        using var facilitator = Browser();
        using var opened = await facilitator.GetAsync(demonstration);
        var token = Token().Match(await facilitator.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["userName"] = "demo-facilitator" }
        );
        using var answer = await facilitator.PostAsync("/demonstration/sign-in", form);
        return Code().Match(await facilitator.GetStringAsync("/class")) is { Success: true } code
            ? code.Groups[1].Value
            : throw new InvalidOperationException("The page of the class shows no join code.");
    }

    static HttpClient Browser() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = true })
        {
            BaseAddress = new Uri(Portal),
            Timeout = TimeSpan.FromMinutes(5),
        };

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();

    [GeneratedRegex("""data-testid="join-code">([^<]+)<""")]
    private static partial Regex Code();
}
