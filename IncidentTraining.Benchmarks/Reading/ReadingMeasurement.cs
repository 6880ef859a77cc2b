using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace IncidentTraining.Benchmarks.Reading;

/// <summary>
/// The server's processor time per request: the portal's reading pages, for a signed-in trainee, compared with the template's page. Both
/// servers are separate processes, so that the client's work is not counted.
/// </summary>
static partial class ReadingMeasurement
{
    const int Connections = 8;

    // Long rounds: the portal's background work, such as checking for changed files, is then distributed as in normal use.
    const int Requests = 4_000;
    const int Rounds = 7;

    // The runtime recompiles and further optimises frequently used code during some ten thousand requests.
    const int WarmUps = 4;
    const string Template = "http://127.0.0.1:5801";
    const string Portal = "http://127.0.0.1:5802";
    const string Day = "/learn/day-4-incident-response";

    public static async Task RunAsync(string portalDll)
    {
        var data = Directory.CreateTempSubdirectory("reading-");
        using var template = new Server(Environment.ProcessPath!, "template", Template);
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
            using var visitor = Client(Template);
            using var trainee = Client(Portal);
            await Task.WhenAll(template.Ready, portal.Ready);
            await SignInAsync(trainee, await portal.Demonstration);
            (string Name, HttpClient Http, Server Server, string Path, bool Again)[] cases =
            [
                ("the template's page", visitor, template, "/", false),
                ("objectives", trainee, portal, $"{Day}/objectives", false),
                ("the first lecture", trainee, portal, $"{Day}/lecture-incident-response-principles", false),
                ("the first lecture, opened again", trainee, portal, $"{Day}/lecture-incident-response-principles", true),
            ];
            var times = cases.ToDictionary(it => it.Name, _ => new List<double>());
            for (var round = 1 - WarmUps; round <= Rounds; round++)
            {
                foreach (var it in cases)
                {
                    var before = it.Server.ProcessorTime;
                    await AskAsync(it.Http, it.Path, it.Again);
                    if (round > 0)
                    {
                        times[it.Name].Add((it.Server.ProcessorTime - before).TotalMilliseconds / Requests);
                    }
                }
            }

            foreach (var it in cases)
            {
                var all = times[it.Name].Order().ToList();
                Console.WriteLine(
                    string.Format(
                        CultureInfo.InvariantCulture,
                        "{0,-34} median {1:0.000} ms   from {2:0.000} to {3:0.000} ms",
                        it.Name,
                        all[Rounds / 2],
                        all[0],
                        all[^1]
                    )
                );
            }
        }
        finally
        {
            await Task.WhenAll(template.StopAsync(), portal.StopAsync());
            data.Delete(recursive: true);
        }
    }

    static async Task AskAsync(HttpClient http, string path, bool again)
    {
        string? tag = null;
        if (again)
        {
            using var first = await http.GetAsync(path);
            tag = first.Headers.ETag!.ToString();
        }

        await Task.WhenAll(
            Enumerable
                .Range(0, Connections)
                .Select(async _ =>
                {
                    for (var i = 0; i < Requests / Connections; i++)
                    {
                        using var request = new HttpRequestMessage(HttpMethod.Get, path);
                        if (tag is not null)
                            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
                        // As every browser requests; the template's page is sent uncompressed anyway.
                        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
                        using var answer = await http.SendAsync(request);
                        if (answer.StatusCode != (again ? HttpStatusCode.NotModified : HttpStatusCode.OK))
                            throw new InvalidOperationException($"{path} answered {answer.StatusCode}.");
                        await answer.Content.CopyToAsync(Stream.Null);
                    }
                })
        );
    }

    static async Task SignInAsync(HttpClient http, string demonstration)
    {
        using var opened = await http.GetAsync(demonstration);
        var token = Token().Match(await http.GetStringAsync("/sign-in")).Groups[1].Value;
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["userName"] = "demo-trainee-1" }
        );
        using var answer = await http.PostAsync("/demonstration/sign-in", form);
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"Signing in answered {answer.StatusCode}.");
    }

    static HttpClient Client(string address) =>
        new(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = true,
                MaxConnectionsPerServer = Connections,
            }
        )
        {
            BaseAddress = new Uri(address),
        };

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex Token();
}
