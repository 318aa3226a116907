(function () {
  var deler = [].slice.call(document.querySelectorAll("#liste tbody"));
  var knapper = [].slice.call(document.querySelectorAll("button[data-e],button[data-t],button[data-f]"));
  var status = document.getElementById("status");
  var ord = status.dataset;
  function vis(knapp) {
    var alle = !knapp || knapp.dataset.alle !== undefined || knapp.getAttribute("aria-pressed") === "true";
    var e = alle ? "" : knapp.dataset.e || "", t = alle ? "" : knapp.dataset.t || "", f = !alle && "f" in knapp.dataset;
    var antall = 0, av = 0;
    deler.forEach(function (del) {
      var i_delen = 0;
      [].slice.call(del.rows, 1).forEach(function (rad) {
        var med = (!e || del.dataset.e === e) && (!t || rad.dataset.t === t) && (!f || "f" in rad.dataset);
        rad.hidden = !med;
        av += 1;
        if (med) { i_delen += 1; }
      });
      del.hidden = i_delen === 0;
      antall += i_delen;
    });
    knapper.forEach(function (k) { k.setAttribute("aria-pressed", String(!alle && k === knapp)); });
    status.textContent = antall + ord.av + av + ord.vist + (alle ? "" : ": " + knapp.dataset.navn);
    if (knapp && !alle) { document.getElementById("avvik").focus(); }
  }
  document.addEventListener("click", function (hendelse) {
    var knapp = hendelse.target.closest("button");
    if (knapp) { vis(knapp); }
  });
  vis(null);
})();
